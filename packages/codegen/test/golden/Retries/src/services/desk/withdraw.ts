import type { WithdrawHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     withdraw: on Withdrawn {
 *       when open -> Forgotten & set open = false
 *       else retry 2 times then nothing
 *       }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const withdraw: WithdrawHandler = {
  /** `when open -> Forgotten & set open = false` */
  Forgotten: async (_withdrawn, { emit }) => {
    return emit.Forgotten();
  },
};
