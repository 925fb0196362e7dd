import type { LoopHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     loop: on Audited
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const loop: LoopHandler = async () => {
  // TODO: do the work.
};
