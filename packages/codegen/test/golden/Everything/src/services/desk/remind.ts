import type { RemindHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     remind: on Reminder when phase == open -> Closed? & set phase = type
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const remind: RemindHandler = async (_reminder, { emit }) => {
  // TODO: fill in Closed?; what stands here is an example.
  return emit.Closed({});
};
