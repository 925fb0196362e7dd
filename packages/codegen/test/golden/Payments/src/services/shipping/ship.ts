import type { ShipHandler } from './shipping.gen.ts';

/**
 * How Shipping reacts:
 *
 *     ship: on OrderOpened and CustomerApproved
 *       when not blocked
 *       by customerId
 *       within 1d else Abandoned
 *       -> Shipped
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const ship: ShipHandler = {
  /** `-> Shipped` */
  handle: async (_joined, { emit }) => {
    return emit.Shipped();
  },
  /** `within 1d else Abandoned` */
  timedOut: async (_waited, { emit }) => {
    return emit.Abandoned();
  },
};
