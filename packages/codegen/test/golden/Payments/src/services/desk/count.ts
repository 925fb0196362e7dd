import type { CountHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     count: on OrderPlaced -> set orders = orders + 1
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const count: CountHandler = async () => {
  // TODO: do the work.
};
