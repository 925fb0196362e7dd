import type { RememberHandler } from './shop.gen.ts';

/**
 * How Shop reacts:
 *
 *     remember: on PaymentConfirmed -> set paid = true & cancel Reminded
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const remember: RememberHandler = async () => {
  // TODO: do the work.
};
