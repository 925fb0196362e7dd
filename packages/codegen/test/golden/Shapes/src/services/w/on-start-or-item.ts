import type { OnStartOrItemHandler } from './w.gen.ts';

/**
 * How W reacts:
 *
 *     on Start or Item -> Item & Item
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const onStartOrItem: OnStartOrItemHandler = async (_trigger, { emit }) => {
  return emit.ItemAndItem();
};
