/** A cycle in which each round adds more pending messages than it handles. */
import type { EventAmplification } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { boundFixes } from '../fixes/bound-fix.ts';
import { cyclePlaces, cycleText, joined, quoted, reactionsText } from '../wording.ts';

export const eventAmplification = defineRule({
  code: 'event-amplification',
  severity: 'error',

  describe(finding) {
    const { links, takes, participant } = finding;
    return {
      message:
        `Each ${quoted(takes.message)} that ${quoted(participant)} handles leads to ${leavings(finding)} in the cycle ${cycleText(links)}, ` +
        'so their number grows without limit. Emit fewer, bound the reaction with `at most`, or break the cycle.',
      related: cyclePlaces(links),
    };
  },

  fixes: ({ reactions, links }, context) =>
    boundFixes([...reactions, ...links.map(({ reaction }) => reaction)], context),
});

function leavings({ leaves, reactions }: EventAmplification): string {
  const counts = leaves.map(({ message, deliveries, many }) =>
    many
      ? `any number of ${quoted(message)}`
      : `${deliveries} ${deliveries === 1 ? 'delivery' : 'deliveries'} of ${quoted(message)}`,
  );
  const by = reactions.length > 1 ? ` (by ${reactionsText(reactions)})` : '';
  return `${joined(counts)}${by}`;
}
