/** Queues verifications: one choreography at a time, so that a core stays free for the editor. */
import type { Progress } from '@choreo/analysis/verification';
import type { RunningVerification, VerificationJob, VerificationOutcome, Verifier } from './verifier.ts';

export interface QueuedVerification {
  readonly job: VerificationJob;
  /** The user waits for it, so it runs before all others and interrupts the current one. */
  readonly urgent: boolean;
  readonly onStart: () => void;
  readonly onProgress: (progress: Progress) => void;
  /** Not called if the job was removed. */
  readonly onEnd: (outcome: VerificationOutcome) => void;
}

export class VerificationQueue {
  readonly #verifier: Verifier;
  readonly #waiting: QueuedVerification[] = [];
  #active: { readonly of: QueuedVerification; readonly running: RunningVerification } | undefined;

  constructor(verifier: Verifier) {
    this.#verifier = verifier;
  }

  /** The newest job runs first, since the user has just changed that choreography. */
  put(queued: QueuedVerification): void {
    const active = this.#active;
    if (queued.urgent && active && !active.of.urgent) {
      this.take(active.of);
      this.#waiting.push(active.of);
    }
    const place = queued.urgent ? 0 : this.#waiting.findIndex(({ urgent }) => !urgent);
    this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, queued);
    this.#goOn();
  }

  /** Removes a job from the queue, or abandons it if it runs. */
  take(queued: QueuedVerification): void {
    const index = this.#waiting.indexOf(queued);
    if (index >= 0) this.#waiting.splice(index, 1);
    if (this.#active?.of !== queued) return;
    this.#active.running.abandon();
    this.#active = undefined;
    // The caller may be about to add another job.
    setTimeout(() => this.#goOn());
  }

  /** Stops the job and keeps what is known; false if it does not run. */
  stop(queued: QueuedVerification): boolean {
    if (this.#active?.of !== queued) return false;
    this.#active.running.stop();
    return true;
  }

  dispose(): void {
    this.#waiting.length = 0;
    this.#active?.running.abandon();
    this.#active = undefined;
    this.#verifier.dispose();
  }

  #goOn(): void {
    if (this.#active) return;
    const next = this.#waiting.shift();
    if (!next) return;
    const running = this.#verifier.start(next.job, progress => {
      if (this.#active?.of === next) next.onProgress(progress);
    });
    this.#active = { of: next, running };
    next.onStart();
    void this.#await(next, running);
  }

  async #await(queued: QueuedVerification, running: RunningVerification): Promise<void> {
    const outcome = await running.ended;
    if (this.#active?.running !== running) return;
    this.#active = undefined;
    queued.onEnd(outcome);
    this.#goOn();
  }
}
