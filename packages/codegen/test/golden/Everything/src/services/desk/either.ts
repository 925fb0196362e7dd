import type { EitherHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     either: on Abort or GaveUp -> cancel Reminder & Closed & set phase = closed
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const either: EitherHandler = async (_trigger, { emit }) => {
  // TODO: fill in Closed; what stands here is an example.
  return emit.Closed();
};
