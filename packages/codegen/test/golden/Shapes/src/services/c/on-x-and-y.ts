import type { OnXAndYHandler } from './c.gen.ts';

/**
 * How C reacts:
 *
 *     on X and Y -> Done
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const onXAndY: OnXAndYHandler = async (_joined, { emit }) => {
  return emit.Done();
};
