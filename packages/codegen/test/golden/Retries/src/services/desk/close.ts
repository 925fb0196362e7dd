import type { CloseHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     close: on Answered when open else retry 5 times then Parked | Forgotten
 *       -> Closed & set open = false
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const close: CloseHandler = {
  /** `-> Closed & set open = false` */
  handle: async (answered, { emit }) => {
    // TODO: fill in Closed. The values here are examples.
    return emit.Closed({ text: answered.text });
  },
  /** `else retry 5 times then Parked | Forgotten` */
  refused: async (_answered, { emit }) => {
    // TODO: decide between Parked and Forgotten.
    return emit.Parked({ reason: 'not available' });
  },
};
