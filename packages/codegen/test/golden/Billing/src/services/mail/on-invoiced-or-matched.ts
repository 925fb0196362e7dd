import type { OnInvoicedOrMatchedHandler } from './mail.gen.ts';

/**
 * How Mail reacts:
 *
 *     on Invoiced or Matched
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const onInvoicedOrMatched: OnInvoicedOrMatchedHandler = async () => {
  // TODO: do the work.
};
