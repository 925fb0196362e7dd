import type { TwoHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     two: on Split when part > 0 -> set paid = true | set paid = false
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const two: TwoHandler = async (_split, { emit }) => {
  // TODO: decide between set paid = true and set paid = false.
  return emit.setPaid();
};
