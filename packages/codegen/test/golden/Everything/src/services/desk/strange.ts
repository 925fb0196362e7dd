import type { StrangeHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     strange: on Opened
 *       when phase == idle and phase != idle or 1 == 2 or urgent == true and urgent == false or -size < -(size - 1) or note == "x" or due > at or took > took or on < on or contact + "x" == "y"
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const strange: StrangeHandler = async () => {
  // TODO: do the work.
};
