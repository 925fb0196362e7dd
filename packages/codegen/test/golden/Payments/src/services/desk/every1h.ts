import type { Every1hHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     every 1h -> Nudge { round: orders } after 10m & set isOpen = true
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const every1h: Every1hHandler = async (_tick, { emit }) => {
  return emit.NudgeLater();
};
