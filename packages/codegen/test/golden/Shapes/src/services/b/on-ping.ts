import type { OnPingHandler } from './b.gen.ts';

/**
 * How B reacts:
 *
 *     on Ping -> Pong
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const onPing: OnPingHandler = async (_ping, { emit }) => {
  return emit.Pong();
};
