/** A case that ends differently in another order of delivery, with the same choices. */
import { endText } from '../../run-text/occurrences.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const orderDependentOutcome = defineVerdictRule({
  code: 'order-dependent-outcome',
  kind: 'order',
  severity: 'info',

  claim: () => 'If each reaction always makes the same choice, the order of delivery does not change how a case ends',

  violated: ({ exits, otherExits }) =>
    `The order of delivery decides how a case ends: with all choices the same, it ends ${endText(exits)} in one order and ${endText(otherExits)} in another. ` +
    'Join the messages that race, keep them in order on a channel, or let one service decide. If both ends are correct, allow it with `@allow`.',
});
