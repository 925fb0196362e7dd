/** What carries verifications out, wherever that is: one at a time, able to be stopped. */
import type { Progress, Verification, VerifyOptions } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';

/** The bound of a verification that a person stopped. */
export const stoppedByHand = 'stopped by hand';

export interface VerificationJob {
  readonly choreography: Choreography;
  readonly options: VerifyOptions;
  /** Seconds. */
  readonly timeout: number;
}

export type VerificationOutcome =
  | { readonly kind: 'verified'; readonly verification: Verification; readonly milliseconds: number }
  /** It broke down; `reason` completes "as far as was looked: …". */
  | { readonly kind: 'failed'; readonly reason: string };

export interface RunningVerification {
  /** Never rejects. Of an abandoned one it may never come. */
  readonly ended: Promise<VerificationOutcome>;
  /** Ends it soon, with what is known by then; `stoppedByHand` becomes the bound of the rest. */
  stop(): void;
  /** Nobody wants to know any more. */
  abandon(): void;
}

export interface Verifier {
  /** Only after the one before has ended or was abandoned. */
  start(job: VerificationJob, onProgress: (progress: Progress) => void): RunningVerification;
  dispose(): void;
}
