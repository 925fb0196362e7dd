import type { UnchangedHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     unchanged: on Split when stage == first
 *       -> set tries = part & set level = level & set tries = tries + part
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const unchanged: UnchangedHandler = async () => {
  // TODO: do the work.
};
