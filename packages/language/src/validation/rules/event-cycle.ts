/** Messages that trigger one another in a cycle. */
import type { Ending } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { boundFixes } from '../fixes/bound-fix.ts';
import { cyclePlaces, cycleText, quoted } from '../wording.ts';

export const eventCycle = defineRule({
  code: 'event-cycle',
  severity: 'warning',

  describe({ links, endings }) {
    const name = quoted(links[0]?.takes.message ?? '');
    const verdict =
      endings.length > 0
        ? `It ends, because ${endings.map(describeEnding).join(', and ')}.`
        : 'Nothing guarantees that it ends. Bound one of its reactions with `at most`, or break the cycle.';
    return {
      message: `${name} leads back to itself: ${cycleText(links)}. ${verdict}`,
      related: cyclePlaces(links),
    };
  },

  fixes: ({ links, endings }, context) =>
    endings.length > 0
      ? []
      : boundFixes(
          links.map(({ reaction }) => reaction),
          context,
        ),

  milder: ({ endings }) => (endings.length > 0 ? 'info' : undefined),
});

function describeEnding(ending: Ending): string {
  const reaction = quoted(ending.reaction.id);
  switch (ending.kind) {
    case 'at-most':
      return `${reaction} fires at most ${ending.times} ${ending.times === 1 ? 'time' : 'times'}`;
    case 'state':
      return `${reaction} advances the state ${quoted(ending.state)} each time, and nothing sets it back`;
    case 'join':
      return `${reaction} needs ${quoted(ending.message)} each time, which only comes from outside the cycle`;
    default:
      return ending satisfies never;
  }
}
