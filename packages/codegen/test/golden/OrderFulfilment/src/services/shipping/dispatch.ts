import type { DispatchHandler } from './shipping.gen.ts';

/**
 * How Shipping reacts:
 *
 *     dispatch: on PaymentTaken and StockReserved by orderId within 30m else ShippingTimedOut
 *       -> OrderShipped
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const dispatch: DispatchHandler = {
  /** `-> OrderShipped` */
  handle: async (_joined, { emit }) => {
    // TODO: fill in OrderShipped; what stands here is an example.
    return emit.OrderShipped({ trackingCode: 'TRACK-1001' });
  },
  /** `within 30m else ShippingTimedOut` */
  timedOut: async (_waited, { emit }) => {
    return emit.ShippingTimedOut();
  },
};
