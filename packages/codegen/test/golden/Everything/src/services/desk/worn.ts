import type { WornHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     worn: on Retried idempotent -> set tries = tries - 1 & set paid = not paid
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const worn: WornHandler = async () => {
  // TODO: do the work.
};
