/** The timers of a service's cases on the clock. The store decides which of them are still valid. */
import type { Clock, TaskSubject } from './clock.ts';
import type { Timer } from './store.ts';

export interface Timers {
  add(caseName: string, timer: Timer): void;
  /** Called after a commit with the current timers of the case. */
  sync(caseName: string, timers: readonly Timer[]): void;
  stop(): void;
}

/** Milliseconds until a timer is tried again after a failed commit. */
const patience = 1_000;

export function createTimers(
  service: string,
  clock: Clock,
  fire: (caseName: string, timer: Timer) => Promise<void>,
): Timers {
  const wound = new Map<string, Map<string, () => void>>();

  function add(caseName: string, timer: Timer, due = timer.due): void {
    const ofCase = wound.get(caseName) ?? new Map<string, () => void>();
    if (ofCase.has(timer.id)) return;
    wound.set(caseName, ofCase);
    const task = async (): Promise<void> => {
      ofCase.delete(timer.id);
      if (ofCase.size === 0) wound.delete(caseName);
      await fire(caseName, timer).catch(() => add(caseName, timer, clock.now() + patience));
    };
    ofCase.set(timer.id, clock.schedule(due, task, subjectOf(timer)));
  }
  function subjectOf(timer: Timer): TaskSubject {
    const { reaction } = timer;
    return timer.kind === 'message'
      ? { service, reaction, because: 'timer', event: timer.event }
      : { service, reaction, because: 'gave up waiting' };
  }
  return {
    add,
    sync(caseName, timers) {
      const ids = new Set(timers.map(timer => timer.id));
      const ofCase = wound.get(caseName);
      for (const [id, callOff] of ofCase ?? []) {
        if (ids.has(id)) continue;
        callOff();
        ofCase?.delete(id);
      }
      if (ofCase?.size === 0) wound.delete(caseName);
      for (const timer of timers) add(caseName, timer);
    },
    stop() {
      for (const ofCase of wound.values()) for (const callOff of ofCase.values()) callOff();
      wound.clear();
    },
  };
}
