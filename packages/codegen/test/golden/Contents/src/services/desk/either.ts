import type { EitherHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     either: on Tried or Asked -> Checked { ..., fee: total.amount }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const either: EitherHandler = async (_trigger, { emit }) => {
  return emit.Checked();
};
