import type { DispatchHandler } from './shipping.gen.ts';

/**
 * How Shipping reacts:
 *
 *     dispatch: on PaymentTaken and StockReserved by orderId within 30m else ShippingTimedOut
 *       -> OrderShipped
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const dispatch: DispatchHandler = {
  /** `-> OrderShipped` */
  handle: async (_joined, { emit }) => {
    // TODO: fill in OrderShipped. The values here are examples.
    return emit.OrderShipped({ trackingCode: 'TRACK-1001' });
  },
  /** `within 30m else ShippingTimedOut` */
  timedOut: async (_waited, { emit }) => {
    return emit.ShippingTimedOut();
  },
};
