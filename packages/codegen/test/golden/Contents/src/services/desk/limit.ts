import type { LimitHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     limit: on Reminder at most 1 times else Late { tries: attempt } -> nothing
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const limit: LimitHandler = {
  /** `-> nothing` */
  handle: async () => {
    // TODO: do the work.
  },
  /** `at most 1 times else Late { tries: attempt }` */
  exhausted: async (_reminder, { emit }) => {
    return emit.Late();
  },
};
