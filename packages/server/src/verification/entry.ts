/** All that is known of one choreography: its text as it is now, what was verified of it, and what is under way. */
import type { Group } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import type { RunVerificationParams, VerificationPhase, VerificationProgress } from '../protocol/verification.ts';
import type { QueuedVerification } from './verification-queue.ts';
import type { Verified } from './verified.ts';

export interface VerificationEntry {
  group: Group;
  /** As of the text now, errors and all. */
  choreography: Choreography;
  phase: VerificationPhase;
  notice?: string | undefined;
  progress?: VerificationProgress | undefined;
  /** It has been running for so long that people should know. */
  isSlow: boolean;
  verified?: Verified | undefined;
  /** What a person asked for, until it has ended. */
  wanted?: Wanted | undefined;
  timer?: Timer | undefined;
  queued?: QueuedVerification | undefined;
  readonly waiters: (() => void)[];
}

type Timer = ReturnType<typeof setTimeout>;

export type Wanted = Omit<RunVerificationParams, 'choreography'>;

/** Whether what is known is of the text as it is now. */
export function isCurrent({ verified, choreography }: VerificationEntry): boolean {
  return verified?.of.choreography === choreography;
}
