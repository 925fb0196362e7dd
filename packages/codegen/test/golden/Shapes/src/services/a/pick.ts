import type { PickHandler } from './a.gen.ts';

/**
 * How A reacts:
 *
 *     pick: on Start -> X | Y
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const pick: PickHandler = async (_start, { emit }) => {
  // TODO: decide between X and Y.
  return emit.X();
};
