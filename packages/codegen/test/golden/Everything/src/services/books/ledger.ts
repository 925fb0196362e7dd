import type { LedgerHandler } from './books.gen.ts';

/**
 * How Books reacts:
 *
 *     ledger: on Billing.Invoiced -> Audited
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const ledger: LedgerHandler = async (billingInvoiced, { emit }) => {
  // TODO: fill in Audited. The values here are examples.
  return emit.Audited({ total: billingInvoiced.total });
};
