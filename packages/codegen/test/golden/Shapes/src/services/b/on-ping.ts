import type { OnPingHandler } from './b.gen.ts';

/**
 * How B reacts:
 *
 *     on Ping -> Pong
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const onPing: OnPingHandler = async (_ping, { emit }) => {
  return emit.Pong();
};
