import type { CountHandler } from './archive.gen.ts';

/**
 * How Archive reacts:
 *
 *     count: on Closed -> set closed = closed + 1
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const count: CountHandler = async () => {
  // TODO: do the work.
};
