import type { OnStartOrPongHandler } from './a.gen.ts';

/**
 * How A reacts:
 *
 *     on Start or Pong -> Ping
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const onStartOrPong: OnStartOrPongHandler = async (_trigger, { emit }) => {
  return emit.Ping();
};
