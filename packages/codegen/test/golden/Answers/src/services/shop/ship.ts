import type { ShipHandler } from './shop.gen.ts';

/**
 * How Shop reacts:
 *
 *     ship: on Packed { when paid -> Shipped else -> nothing }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const ship: ShipHandler = {
  /** `when paid -> Shipped` */
  Shipped: async (_packed, { emit }) => {
    return emit.Shipped();
  },
};
