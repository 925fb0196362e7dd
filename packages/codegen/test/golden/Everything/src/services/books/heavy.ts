import type { HeavyHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     heavy: on Opened and Closed when size > 3 and caseId != "x" within 1h else nothing
 *       -> Audited
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const heavy: HeavyHandler = async (joined, { emit }) => {
  // TODO: fill in Audited; what stands here is an example.
  return emit.Audited({ total: joined.Opened.total });
};
