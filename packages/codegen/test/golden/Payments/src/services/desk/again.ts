import type { AgainHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     again: on Nudge
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const again: AgainHandler = async () => {
  // TODO: do the work.
};
