import type { HeavyHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     heavy: on Opened and Closed when size > 3 and caseId != "x" within 1h else nothing
 *       -> Audited
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const heavy: HeavyHandler = async (joined, { emit }) => {
  // TODO: fill in Audited. The values here are examples.
  return emit.Audited({ total: joined.Opened.total });
};
