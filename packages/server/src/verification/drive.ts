/** Runs a verification in pieces, and stops it on request or when its time is up. */
import type { Progress, Verification, VerifyTask } from '@choreo/analysis/verification';

export interface DriveOptions {
  /** Seconds. */
  readonly timeout: number;
  /** Milliseconds. */
  readonly now: () => number;
  /** Called between pieces; a reason stops the verification. */
  readonly stopReason: () => string | undefined;
  /** Called at most four times a second. */
  readonly onProgress: (progress: Progress) => void;
}

/** Milliseconds between two progress reports. */
const reportEvery = 250;

/** Yields between pieces, so that the caller can do other work. */
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
