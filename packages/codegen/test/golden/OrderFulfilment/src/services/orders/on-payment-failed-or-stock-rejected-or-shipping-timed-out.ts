import type { OnPaymentFailedOrStockRejectedOrShippingTimedOutHandler } from './orders.gen.ts';

/**
 * How Orders reacts:
 *
 *     on PaymentFailed or StockRejected or ShippingTimedOut -> OrderCancelled
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const onPaymentFailedOrStockRejectedOrShippingTimedOut: OnPaymentFailedOrStockRejectedOrShippingTimedOutHandler = async (_trigger, { emit }) => {
  return emit.OrderCancelled();
};
