/** An injectable clock, so that tests and demos need not wait. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once, at that moment or soon after it; the result cancels it. */
  schedule(at: number, task: () => Promise<void>): () => void;
  /** Waits between two attempts. */
  pause(milliseconds: number): Promise<void>;
}

/** Longer waits overflow `setTimeout` and would fire at once. */
const longestTimeout = 2 ** 31 - 1;

/** The clock of the machine. Its pending tasks keep the process alive. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    schedule(at, task) {
      let timeout: ReturnType<typeof setTimeout>;
      const wait = (): void => {
        const left = at - Date.now();
        timeout =
          left > longestTimeout ? setTimeout(wait, longestTimeout) : setTimeout(() => void task(), Math.max(0, left));
      };
      wait();
      return () => clearTimeout(timeout);
    },
    pause: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
  };
}

export interface VirtualClock extends Clock {
  /** Jumps to the next task and runs it; false if there is none. */
  advance(): Promise<boolean>;
  readonly pending: number;
}

/** A clock that only advances on request. Tasks of the same moment run in the order in which they were scheduled. */
export function createVirtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = start;
  let nextId = 0;
  const tasks = new Map<number, { readonly at: number; readonly run: () => Promise<void> }>();
  return {
    now: () => now,
    get pending() {
      return tasks.size;
    },
    schedule(at, run) {
      const id = nextId++;
      tasks.set(id, { at, run });
      return () => void tasks.delete(id);
    },
    pause: () => Promise.resolve(),
    async advance() {
      let first: { readonly id: number; readonly at: number; readonly run: () => Promise<void> } | undefined;
      for (const [id, task] of tasks) if (!first || task.at < first.at) first = { id, ...task };
      if (!first) return false;
      tasks.delete(first.id);
      now = Math.max(now, first.at);
      await first.run();
      return true;
    },
  };
}
