import type { ChargeHandler } from './payments.gen.ts';

/**
 * How Payments reacts:
 *
 *     charge: on OrderPlaced -> PaymentTaken | PaymentFailed
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const charge: ChargeHandler = async (_orderPlaced, { emit }) => {
  // TODO: decide between PaymentTaken and PaymentFailed.
  return emit.PaymentTaken({ amount: { amount: '42.00', currency: 'EUR' } });
};
