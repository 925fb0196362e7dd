import type { AgainHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     again: on Asked when origin != Retry
 *       -> Asked { ..., origin: Retry, attempt: attempt + 1 } & set tries = tries + 1
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const again: AgainHandler = async (_asked, { emit }) => {
  return emit.Asked();
};
