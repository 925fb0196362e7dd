import type { PayHandler } from './orders.gen.ts';

/**
 * How Orders reacts:
 *
 *     pay: on MoneyReceived {
 *       when phase == placed -> OrderPaid & set phase = paid & cancel PaymentLate
 *       else -> nothing
 *       }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const pay: PayHandler = {
  /** `when phase == placed -> OrderPaid & set phase = paid & cancel PaymentLate` */
  OrderPaid: async (moneyReceived, { emit }) => {
    // TODO: fill in OrderPaid. The values here are examples.
    return emit.OrderPaid({ amount: moneyReceived.amount });
  },
};
