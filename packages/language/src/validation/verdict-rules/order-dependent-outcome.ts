/** The same choices, another order of delivery, another end. */
import { endText } from '../../run-text/occurrences.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const orderDependentOutcome = defineVerdictRule({
  code: 'order-dependent-outcome',
  kind: 'order',
  severity: 'info',

  claim: () =>
    'Where each reaction chooses the same every time, a case ends the same way in whatever order its messages are delivered',

  violated: ({ exits, otherExits }) =>
    `The order of delivery decides how a case ends: with all choices the same, it ends ${endText(exits)} in one order and ${endText(otherExits)} in another. ` +
    'Join the messages that race, keep them in order on a channel, or let one service decide; if both ends are right, allow it.',
});
