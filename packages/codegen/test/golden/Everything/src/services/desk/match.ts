import type { MatchHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     match: on Half and Other by caseId within 30m else Unmatched? & cancel Reminder & GaveUp
 *       -> Matched & set asked = true
 *       | Closed & cancel Reminder
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const match: MatchHandler = {
  /** `-> Matched & set asked = true | Closed & cancel Reminder` */
  handle: async (joined, { emit }) => {
    // TODO: decide between Matched and Closed.
    return emit.Matched({ batch: joined.Other.batch });
  },
  /** `within 30m else Unmatched? & cancel Reminder & GaveUp` */
  timedOut: async (_waited, { emit }) => {
    // TODO: fill in Unmatched? & GaveUp. The values here are examples.
    return emit.UnmatchedAndGaveUp({ Unmatched: { batch: 'example' } });
  },
};
