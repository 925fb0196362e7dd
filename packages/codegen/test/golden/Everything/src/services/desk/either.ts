import type { EitherHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     either: on Abort or GaveUp -> cancel Reminder & Closed & set phase = closed
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const either: EitherHandler = async (_trigger, { emit }) => {
  // TODO: fill in Closed. The values here are examples.
  return emit.Closed();
};
