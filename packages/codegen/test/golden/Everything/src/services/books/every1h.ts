import type { Every1hHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     every 1h -> Swept
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const every1h: Every1hHandler = async (_tick, { emit }) => {
  // TODO: fill in Swept; what stands here is an example.
  return emit.Swept({ count: 2 });
};
