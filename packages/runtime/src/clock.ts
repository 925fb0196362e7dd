/** An injectable clock, so that tests and demos need not wait. */
import type { CloudEvent } from './cloud-event.ts';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once, at that moment or soon after it; the result cancels it. `subject` says what it is, for whoever steps a virtual clock. */
  schedule(at: number, task: () => Promise<void>, subject?: TaskSubject): () => void;
  /** Waits between two attempts. */
  pause(milliseconds: number): Promise<void>;
}

/** What a service has scheduled: a message (`after`), the end of a join's patience (`within`) or a tick (`every`). */
export interface TaskSubject {
  readonly service: string;
  /** The reaction that set the timer or that waits; the schedule. */
  readonly reaction: string;
  readonly because: 'timer' | 'gave up waiting' | 'schedule';
  /** The message that a timer publishes. */
  readonly event?: CloudEvent;
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
  /**
   * Jumps to a task and runs it: the next one, or a chosen one, so that those that are due before it are late. False if it is
   * not pending.
   */
  advance(task?: ClockTask): Promise<boolean>;
  /** What is scheduled, the next one first. */
  readonly tasks: readonly ClockTask[];
  readonly pending: number;
}

export interface ClockTask {
  readonly at: number;
  readonly subject?: TaskSubject;
}

/** A clock that only advances on request. Tasks of the same moment run in the order in which they were scheduled. */
export function createVirtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = start;
  const tasks = new Map<ClockTask, () => Promise<void>>();
  return {
    now: () => now,
    get pending() {
      return tasks.size;
    },
    get tasks() {
      return [...tasks.keys()].sort((a, b) => a.at - b.at);
    },
    schedule(at, run, subject) {
      const task = { at, ...(subject && { subject }) };
      tasks.set(task, run);
      return () => void tasks.delete(task);
    },
    pause: () => Promise.resolve(),
    async advance(task) {
      let next = task;
      if (!next) for (const pending of tasks.keys()) if (!next || pending.at < next.at) next = pending;
      const run = next && tasks.get(next);
      if (!next || !run) return false;
      tasks.delete(next);
      now = Math.max(now, next.at);
      await run();
      return true;
    },
  };
}
