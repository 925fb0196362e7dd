import type { AskHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     ask: on Asked -> set open = true
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const ask: AskHandler = async () => {
  // TODO: do the work.
};
