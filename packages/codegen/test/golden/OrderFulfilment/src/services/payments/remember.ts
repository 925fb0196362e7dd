import type { RememberHandler } from './payments.gen.ts';

/**
 * How Payments reacts:
 *
 *     remember: on PaymentTaken -> set taken = true
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const remember: RememberHandler = async () => {
  // TODO: do the work.
};
