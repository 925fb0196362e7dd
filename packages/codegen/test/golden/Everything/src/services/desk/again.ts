import type { AgainHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     again: on Failed or Escalated when code > 0 at most 3 times else Escalated
 *       -> Retried & DoIt
 *       | nothing
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const again: AgainHandler = {
  /** `-> Retried & DoIt | nothing` */
  handle: async (_trigger, { emit }) => {
    // TODO: decide between Retried & DoIt and nothing.
    return emit.RetriedAndDoIt({ DoIt: { what: 'example' } });
  },
  /** `at most 3 times else Escalated` */
  exhausted: async (trigger, { emit }) => {
    // TODO: fill in Escalated; what stands here is an example.
    return emit.Escalated({ code: trigger.data.code, by: 'example' });
  },
};
