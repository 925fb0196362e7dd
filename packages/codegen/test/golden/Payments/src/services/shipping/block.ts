import type { BlockHandler } from './shipping.gen.ts';

/**
 * How Shipping reacts:
 *
 *     block: on Blocked -> set blocked = true
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const block: BlockHandler = async () => {
  // TODO: do the work.
};
