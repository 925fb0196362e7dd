import type { LoopHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     loop: on Audited
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const loop: LoopHandler = async () => {
  // TODO: do the work.
};
