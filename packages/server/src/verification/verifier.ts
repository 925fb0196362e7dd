/** The interface of a verifier: runs one verification at a time, and can stop it. */
import type { Progress, Verification, VerifyOptions } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';

/** The bound of a verification that the user stopped. */
export const stoppedByHand = 'stopped by hand';

export interface VerificationJob {
  readonly choreography: Choreography;
  readonly options: VerifyOptions;
  /** Seconds. */
  readonly timeout: number;
}

export type VerificationOutcome =
  | { readonly kind: 'verified'; readonly verification: Verification; readonly milliseconds: number }
  /** The verification failed; `reason` is its bound. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface RunningVerification {
  /** Never rejects. It may never resolve if the job was abandoned. */
  readonly ended: Promise<VerificationOutcome>;
  /** Stops the job soon and keeps what is known; the bound of the rest is `stoppedByHand`. */
  stop(): void;
  /** Abandons the job: its result is no longer needed. */
  abandon(): void;
}

export interface Verifier {
  /** Call only after the previous job has ended or was abandoned. */
  start(job: VerificationJob, onProgress: (progress: Progress) => void): RunningVerification;
  dispose(): void;
}
