import type { RefundHandler } from './payments.gen.ts';

/**
 * How Payments reacts:
 *
 *     refund: on OrderCancelled when taken -> PaymentRefunded
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const refund: RefundHandler = async (_orderCancelled, { emit }) => {
  // TODO: fill in PaymentRefunded. The values here are examples.
  return emit.PaymentRefunded({ amount: { amount: '42.00', currency: 'EUR' } });
};
