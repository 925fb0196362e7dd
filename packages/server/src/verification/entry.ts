/** The verification state of one choreography: its current text, the last result, and the verification in progress. */
import type { Group } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import type {
  RunVerificationParams,
  Standing,
  VerificationPhase,
  VerificationProgress,
} from '../protocol/verification.ts';
import type { QueuedVerification } from './verification-queue.ts';
import type { Verified } from './verified.ts';

export interface VerificationEntry {
  group: Group;
  /** The current text, including its errors. */
  choreography: Choreography;
  phase: VerificationPhase;
  notice?: string | undefined;
  progress?: VerificationProgress | undefined;
  /** Whether it has run long enough to show progress. */
  isSlow: boolean;
  verified?: Verified | undefined;
  /** Whether the last result holds for the current text: this differs only in places and comments, and the settings are the same. */
  holds: boolean;
  /** A request of the user, until it is answered. */
  wanted?: Wanted | undefined;
  timer?: Timer | undefined;
  queued?: QueuedVerification | undefined;
  readonly waiters: (() => void)[];
}

type Timer = ReturnType<typeof setTimeout>;

export type Wanted = Omit<RunVerificationParams, 'choreography'>;

/** Whether the last result is of the current text, places included. */
export function isCurrent({ verified, choreography }: VerificationEntry): boolean {
  return verified?.of.choreography === choreography;
}

/** What becomes of the last result; undefined if there is none. */
export function standingOf({ verified, holds, phase }: VerificationEntry): Standing | undefined {
  if (!verified) return undefined;
  if (holds && phase !== 'errors') return 'holds';
  return phase === 'waiting' || phase === 'running' ? 'rechecking' : 'outdated';
}
