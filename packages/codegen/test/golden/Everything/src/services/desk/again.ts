import type { AgainHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     again: on Failed or Escalated when code > 0 at most 3 times else Escalated
 *       -> Retried & DoIt
 *       | nothing
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const again: AgainHandler = {
  /** `-> Retried & DoIt | nothing` */
  handle: async (_trigger, { emit }) => {
    // TODO: decide between Retried & DoIt and nothing.
    return emit.RetriedAndDoIt({ DoIt: { what: 'example' } });
  },
  /** `at most 3 times else Escalated` */
  exhausted: async (trigger, { emit }) => {
    // TODO: fill in Escalated. The values here are examples.
    return emit.Escalated({ code: trigger.data.code, by: 'example' });
  },
};
