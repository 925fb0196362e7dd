import type { OnStartOrPongHandler } from './a.gen.ts';

/**
 * How A reacts:
 *
 *     on Start or Pong -> Ping
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const onStartOrPong: OnStartOrPongHandler = async (_trigger, { emit }) => {
  return emit.Ping();
};
