import type { TwoHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     two: on Split when part > 0 -> set paid = true | set paid = false
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const two: TwoHandler = async (_split, { emit }) => {
  // TODO: decide between set paid = true and set paid = false.
  return emit.setPaid();
};
