import type { UpgradedHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     upgraded: on Graded when level == low -> set level = rank
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const upgraded: UpgradedHandler = async () => {
  // TODO: do the work.
};
