/** Waits for what comes by itself, however long a busy machine takes: the one place where unit tests let time pass. */
import { vi } from 'vitest';

/** Milliseconds, longer than anything takes: only what never comes is waited for so long. */
export const patience = 1_200_000;

/** Asks until it no longer throws, and gives the answer. */
export function eventually<T>(ask: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(ask, { timeout: patience, interval: 10 });
}
