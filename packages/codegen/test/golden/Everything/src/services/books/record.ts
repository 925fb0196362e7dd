import type { Record_Handler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     record: on Opened and Closed when total > 10 and (kind == large or reason == "late")
 *       -> Audited
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const record: Record_Handler = async (joined, { emit }) => {
  // TODO: fill in Audited. The values here are examples.
  return emit.Audited({ total: joined.Opened.total });
};
