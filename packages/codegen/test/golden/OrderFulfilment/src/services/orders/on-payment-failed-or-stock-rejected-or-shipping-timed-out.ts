import type { OnPaymentFailedOrStockRejectedOrShippingTimedOutHandler } from './orders.gen.ts';

/**
 * How Orders reacts:
 *
 *     on PaymentFailed or StockRejected or ShippingTimedOut -> OrderCancelled
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const onPaymentFailedOrStockRejectedOrShippingTimedOut: OnPaymentFailedOrStockRejectedOrShippingTimedOutHandler = async (_trigger, { emit }) => {
  return emit.OrderCancelled();
};
