import type { RememberHandler } from './payments.gen.ts';

/**
 * How Payments reacts:
 *
 *     remember: on PaymentTaken -> set taken = true
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const remember: RememberHandler = async () => {
  // TODO: do the work.
};
