/** Waits for what happens by itself, however long a busy machine takes: the only place where unit tests let time pass. */
import { vi } from 'vitest';

/** Milliseconds, longer than anything takes: only what never happens takes so long. */
export const patience = 1_200_000;

/** Repeats `ask` until it no longer throws, and returns its result. */
export function eventually<T>(ask: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(ask, { timeout: patience, interval: 10 });
}
