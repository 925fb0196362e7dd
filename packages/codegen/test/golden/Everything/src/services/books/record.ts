import type { Record_Handler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     record: on Opened and Closed when total > 10 and (kind == large or reason == "late")
 *       -> Audited
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const record: Record_Handler = async (joined, { emit }) => {
  // TODO: fill in Audited; what stands here is an example.
  return emit.Audited({ total: joined.Opened.total });
};
