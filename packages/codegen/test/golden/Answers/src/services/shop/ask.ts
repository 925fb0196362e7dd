import type { AskHandler } from './shop.gen.ts';

/**
 * How Shop reacts:
 *
 *     ask: on OrderPlaced -> PaymentRequested { attempt: 1 } & Reminded after 1h
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const ask: AskHandler = async (_orderPlaced, { emit }) => {
  return emit.PaymentRequestedAndRemindedLater();
};
