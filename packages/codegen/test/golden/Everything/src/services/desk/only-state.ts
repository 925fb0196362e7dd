import type { OnlyStateHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     onlyState: on Split when stage == second -> set tries = part & set stage = first
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const onlyState: OnlyStateHandler = async () => {
  // TODO: do the work.
};
