import type { TwiceHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     twice: on Pinged -> Swept & Swept
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const twice: TwiceHandler = async (_pinged, { emit }) => {
  // TODO: fill in Swept & Swept; what stands here is an example.
  return emit.SweptAndSwept({ Swept: { count: 2 }, Swept2: { count: 2 } });
};
