import type { TwiceHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     twice: on Pinged -> Swept & Swept
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const twice: TwiceHandler = async (_pinged, { emit }) => {
  // TODO: fill in Swept & Swept. The values here are examples.
  return emit.SweptAndSwept({ Swept: { count: 2 }, Swept2: { count: 2 } });
};
