import type { OnInvoicedOrMatchedHandler } from './mail.gen.ts';

/**
 * How Mail reacts:
 *
 *     on Invoiced or Matched
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const onInvoicedOrMatched: OnInvoicedOrMatchedHandler = async () => {
  // TODO: do the work.
};
