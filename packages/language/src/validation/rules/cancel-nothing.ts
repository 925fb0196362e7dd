/** A `cancel` of a timer that the service never starts. */
import type { CancelNothing } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { removeItem } from '../fixes/outcome-items.ts';
import { listed, quoted } from '../wording.ts';

export const cancelNothing = defineRule({
  code: 'cancel-nothing',
  severity: 'warning',
  needsWholeModel: true,

  describe: finding => ({ message: describe(finding), related: relatedTo(finding) }),

  fixes: ({ item, items }, context) => [
    { title: 'Remove the `cancel`', edits: [removeItem(item, items, context)], isPreferred: true },
  ],

  dependsOn: ({ item }) => [item.message],
});

function describe({ item, participant, reaction, elsewhere }: CancelNothing): string {
  const message = quoted(item.message);
  const who = quoted(reaction?.id ?? participant.name);
  const others = [...new Set(elsewhere.map(timer => timer.participant))];
  const whose =
    others.length > 0
      ? ` The one of ${listed(others)} is not its to cancel: a timer belongs to the service that starts it.`
      : '';
  return `${who} cancels ${message}, but ${quoted(participant.name)} starts no timer for it, so that this does nothing.${whose} Start one (${quoted(`${item.message} after …`)}), or remove the \`cancel\`.`;
}

function relatedTo({ item, elsewhere, atOnce }: CancelNothing) {
  return [
    ...atOnce.map(({ span }) => ({
      message: `${quoted(item.message)} is emitted at once here, without a timer.`,
      span,
    })),
    ...elsewhere.map(({ participant, emission }) => ({
      message: `${quoted(participant)} starts a timer for it here.`,
      span: emission.span,
    })),
  ];
}
