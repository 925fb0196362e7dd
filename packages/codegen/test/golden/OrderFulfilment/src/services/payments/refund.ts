import type { RefundHandler } from './payments.gen.ts';

/**
 * How Payments reacts:
 *
 *     refund: on OrderCancelled when taken -> PaymentRefunded
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const refund: RefundHandler = async (_orderCancelled, { emit }) => {
  // TODO: fill in PaymentRefunded; what stands here is an example.
  return emit.PaymentRefunded({ amount: { amount: '42.00', currency: 'EUR' } });
};
