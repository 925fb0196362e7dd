import type { Every1hHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     every 1h -> Swept { count: 3 }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const every1h: Every1hHandler = async (_tick, { emit }) => {
  // TODO: fill in Swept { count: 3 }. The values here are examples.
  return emit.Swept({ first: true });
};
