import type { Every1hHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     every 1h -> Swept
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const every1h: Every1hHandler = async (_tick, { emit }) => {
  // TODO: fill in Swept. The values here are examples.
  return emit.Swept({ count: 2 });
};
