import type { OnXAndYHandler } from './c.gen.ts';

/**
 * How C reacts:
 *
 *     on X and Y -> Done
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const onXAndY: OnXAndYHandler = async (_joined, { emit }) => {
  return emit.Done();
};
