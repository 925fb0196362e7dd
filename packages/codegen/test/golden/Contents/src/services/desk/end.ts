import type { EndHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     end: on Checked and Tried by caseId within 1h else Late { tries: tries }
 *       -> Done { attempts: attempt, text: reason + " of " + total.currency, any: origin }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const end: EndHandler = {
  /** `-> Done { attempts: attempt, text: reason + " of " + total.currency, any: origin }` */
  handle: async (_joined, { emit }) => {
    return emit.Done();
  },
  /** `within 1h else Late { tries: tries }` */
  timedOut: async (_waited, { emit }) => {
    return emit.Late();
  },
};
