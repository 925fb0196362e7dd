import type { LedgerHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     ledger: on Billing.Invoiced -> Audited
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const ledger: LedgerHandler = async (billingInvoiced, { emit }) => {
  // TODO: fill in Audited; what stands here is an example.
  return emit.Audited({ total: billingInvoiced.total });
};
