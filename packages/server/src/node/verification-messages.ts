/** The messages between the server and the verification worker. */
import type { Progress, Verification, VerifyOptions } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';

/**
 * The parts of a choreography are sent one by one: copying a large one at once would block the server while somebody types.
 */
export type ToWorker =
  | { readonly kind: 'part'; readonly part: Partial<Choreography> }
  | {
      readonly kind: 'verify';
      readonly job: number;
      readonly options: VerifyOptions;
      /** Seconds. */
      readonly timeout: number;
      /** A value other than 0 means stop. Shared memory, since the worker reads no messages while it explores. */
      readonly signal: Int32Array<SharedArrayBuffer>;
    };

export type FromWorker =
  | { readonly kind: 'progress'; readonly job: number; readonly progress: Progress }
  | {
      readonly kind: 'verified';
      readonly job: number;
      readonly verification: Verification;
      readonly milliseconds: number;
    }
  | { readonly kind: 'failed'; readonly job: number; readonly message: string; readonly outOfMemory: boolean };

export const goOn = 0;
export const stopAsAsked = 1;
