import type { OnStartOrItemHandler } from './w.gen.ts';

/**
 * How W reacts:
 *
 *     on Start or Item -> Item & Item
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const onStartOrItem: OnStartOrItemHandler = async (_trigger, { emit }) => {
  return emit.ItemAndItem();
};
