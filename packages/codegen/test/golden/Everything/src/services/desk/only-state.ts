import type { OnlyStateHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     onlyState: on Split -> set tries = part
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const onlyState: OnlyStateHandler = async () => {
  // TODO: do the work.
};
