import type { Every1dHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     every 1d -> Swept* | nothing
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const every1d: Every1dHandler = async (_tick, { emit }) => {
  // TODO: decide between Swept* and nothing.
  return emit.Swept([{ count: 2 }]);
};
