import type { RemindHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     remind: on Reminder when phase == open -> Closed? & set phase = type
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const remind: RemindHandler = async (_reminder, { emit }) => {
  // TODO: fill in Closed?. The values here are examples.
  return emit.Closed({});
};
