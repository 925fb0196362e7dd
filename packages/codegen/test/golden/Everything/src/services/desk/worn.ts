import type { WornHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     worn: on Retried idempotent -> set tries = tries - 1 & set paid = not paid
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const worn: WornHandler = async () => {
  // TODO: do the work.
};
