import type { KeyedHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     keyed: on Opened and Closed when caseId != "x" -> Audited
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const keyed: KeyedHandler = async (joined, { emit }) => {
  // TODO: fill in Audited; what stands here is an example.
  return emit.Audited({ total: joined.Opened.total });
};
