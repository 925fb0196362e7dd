import type { TryHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     try: on Asked when origin == Retry
 *       -> Tried { ..., urgent: urgent, fee: fee * 2 + 0.5, weight: weight / 2 }
 *       | Tried? { total: total, attempt: -attempt, urgent: urgent and fee > 3 or open } & set open = true
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const try_: TryHandler = async (_asked, { emit }) => {
  // TODO: decide between Tried { ..., urgent: urgent, fee: fee * 2 + 0.5, weight: weight / 2 } and Tried? { total: total, attempt: -attempt, urgent: urgent and fee > 3 or open }.
  return emit.Tried({ reason: 'not available' });
};
