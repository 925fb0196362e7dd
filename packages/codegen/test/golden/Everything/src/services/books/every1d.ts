import type { Every1dHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     every 1d -> Swept* | nothing
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const every1d: Every1dHandler = async (_tick, { emit }) => {
  // TODO: decide between Swept* and nothing.
  return emit.Swept([{ count: 2 }]);
};
