/** Explores with short queues first, since each place in a queue is a byte of each state, and with the longest where they fill up. */
import { longestQueue } from '../../runs/program/compile-options.ts';
import type { Bound } from '../bound.ts';
import type { Progress, Stop } from '../verdict.ts';

const shortQueue = 8;

export function* withQueues<T>(
  explore: (queueCapacity: number) => Generator<Progress, T, Stop | undefined>,
  boundOf: (explored: T) => Bound | undefined,
): Generator<Progress, T, Stop | undefined> {
  const explored = yield* explore(shortQueue);
  const bound = boundOf(explored);
  return bound?.kind === 'overflow' && bound.of === 'queue' ? yield* explore(longestQueue) : explored;
}
