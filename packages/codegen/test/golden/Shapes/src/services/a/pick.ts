import type { PickHandler } from './a.gen.ts';

/**
 * How A reacts:
 *
 *     pick: on Start -> X | Y
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const pick: PickHandler = async (_start, { emit }) => {
  // TODO: decide between X and Y.
  return emit.X();
};
