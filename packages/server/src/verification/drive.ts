/** Drives a verification piece by piece: stops it when it is told to, or when its time is up. */
import type { Progress, Verification, VerifyTask } from '@choreo/analysis/verification';

export interface DriveOptions {
  /** Seconds. */
  readonly timeout: number;
  /** Milliseconds. */
  readonly now: () => number;
  /** Asked between pieces; a reason ends it. */
  readonly stopReason: () => string | undefined;
  /** At most four times a second. */
  readonly onProgress: (progress: Progress) => void;
}

/** Milliseconds between two reports. */
const reportEvery = 250;

/** Yields between pieces, so that who drives can do something else meanwhile. */
export function* drive(task: VerifyTask, options: DriveOptions): Generator<undefined, Verification> {
  const { timeout, now, stopReason, onProgress } = options;
  const start = now();
  let reported = start;
  let result = task.next();
  while (!result.done) {
    const at = now();
    if (at - reported >= reportEvery) {
      reported = at;
      onProgress(result.value);
    }
    const reason = stopReason() ?? (at - start >= timeout * 1000 ? `${timeout} s` : undefined);
    yield;
    result = reason === undefined ? task.next() : task.next({ reason });
  }
  return result.value;
}
