/** The requests of verification, runs and the simulator between the editor and the server. Types and names only: the client imports this. */
import type { Verdict } from '@choreo/analysis/verification';
import { notificationType, requestType } from './request-type.ts';

/** Lines and UTF-16 code units from zero. */
export interface SourcePlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

// ---- Verification -------------------------------------------------------------------------------------------------

/**
 * `VerificationParams`, answered with `readonly VerificationState[]`, sorted by root and name. Waits until the latest text
 * has been read, but never for a verification.
 */
export const verificationRequest = requestType<VerificationParams, readonly VerificationState[]>('choreo/verification');

export interface VerificationParams {
  /** The URI of a file, to get only its choreography. By default, all choreographies of the workspace. */
  readonly uri?: string;
}

/**
 * Notification with a `VerificationChange`, on which the client asks again. Sent when checks, verdicts or the phase of a
 * choreography change. Also sent about four times a second during a verification, with `progress`: then nothing else has
 * changed, and there is no need to ask.
 */
export const verificationChanged = notificationType<VerificationChange>('choreo/verification/changed');

export interface VerificationChange {
  /** The keys of changed choreographies. One that is missing from the next answer no longer exists. */
  readonly choreographies: readonly string[];
  readonly progress?: VerificationProgress;
}

export interface VerificationProgress {
  readonly states: number;
  /** States that are found but not yet explored. */
  readonly frontier: number;
  /** `all runs`, or the name of a scenario. */
  readonly what: string;
}

/**
 * `off`: the setting `choreo.verification.run` says so, or `onSave` and not yet saved; it can be run by request ·
 * `errors`: the choreography has errors, and is not verified before they are fixed · `waiting`: will start shortly ·
 * `running` · `done`.
 */
export type VerificationPhase = 'off' | 'errors' | 'waiting' | 'running' | 'done';

export interface VerificationState {
  /** Key of the choreography, as in `ChoreographyEntry`. */
  readonly choreography: string;
  readonly name: string;
  /** URI of its workspace folder. */
  readonly root: string;
  /** URIs. */
  readonly files: readonly string[];
  readonly phase: VerificationPhase;
  /** Why it is in that phase, where that is for people: `It has 2 errors. …`, `The verifier ran out of memory. …`. */
  readonly notice?: string;
  readonly progress?: VerificationProgress;
  /** What a person asked for in the text, for a list of tests: properties with their sentences, scenarios. As of the text now. */
  readonly checks: readonly Check[];
  /**
   * Of the last verification that ended; of an older text unless `isCurrent`. Absent before the first.
   */
  readonly result?: VerificationResult;
}

export interface Check {
  /**
   * Stable as long as names and sentences stay as written: `property:NAME`, `property:NAME/SENTENCE`, `scenario:NAME`; a
   * second one with the same has `#2` behind it.
   */
  readonly id: string;
  readonly kind: 'property' | 'sentence' | 'scenario';
  /** Of a sentence: the id of its property. */
  readonly parent?: string;
  /** The name of the property or scenario; the sentence as it reads. */
  readonly label: string;
  readonly place: SourcePlace;
  /** `unknown`: not verified yet, or not since the text was changed. Of a property: the worst of its sentences. */
  readonly status: 'unknown' | VerdictStatus;
  /** Keys of its verdicts in `result`. A sentence can have several (`excludes`: also `competing-services`). */
  readonly verdicts: readonly string[];
  /** `proved · 1 204 states`, `violated`: what the lens says, in short. */
  readonly summary: string;
}

/** `proved`: on every run · `bounded`: as far as was looked · `violated`: there is a run that shows it. */
export type VerdictStatus = Verdict['status'];

/**
 * `holds`: for the text as it is now, which differs only in places and comments · `rechecking`: it is of an older text, and will be
 * checked again · `outdated`: it is of an older text, and stays so until somebody asks.
 */
export type Standing = 'holds' | 'rechecking' | 'outdated';

export interface VerificationResult {
  /** Whether it is of the text as it is now, places included. */
  readonly isCurrent: boolean;
  readonly standing: Standing;
  readonly options: VerificationOptions;
  /** The most redeliveries in one run. */
  readonly redeliveries: number;
  readonly states: number;
  readonly milliseconds: number;
  readonly exploration: 'full' | 'reduced' | 'bounded';
  readonly bound?: string;
  /** Multisets of received messages with which a case can end. */
  readonly exits: readonly (readonly string[])[];
  /** The ways to end without redeliveries: of the whole choreography, or of each independent part. */
  readonly ends: readonly ShownEnds[];
  readonly verdicts: readonly VerdictEntry[];
}

export interface ShownEnds {
  /** Of an independent part: the messages and schedules that begin it. */
  readonly entries?: readonly string[];
  /** Why there may be more ends. Absent: there are no others. */
  readonly bound?: string;
  readonly listed: readonly EndEntry[];
  /** Those that are only counted: `12 more with A + B`. */
  readonly others: readonly string[];
}

export interface EndEntry {
  /** Names it in other requests: stable over verifications. */
  readonly key: string;
  /** `A + B`, or `no exit`. */
  readonly exits: string;
  /** What services and joins hold then: `Orders.paid = true · Shipping.dispatch holds StockReserved`; may be empty. */
  readonly rest: string;
  /** Of a shortest run. */
  readonly steps: number;
}

export interface VerdictEntry {
  /** Names it in other requests: stable over verifications as long as what it is about keeps its name. */
  readonly key: string;
  readonly code: string;
  readonly status: VerdictStatus;
  readonly bound?: string;
  /** A whole sentence for people. */
  readonly message: string;
  /** `off`: switched off in the settings. Of every verdict, violated or not. */
  readonly severity: 'off' | 'hint' | 'info' | 'warning' | 'error';
  /** An `@allow` silences it. */
  readonly isAllowed: boolean;
  readonly place: SourcePlace;
  /** The id of the check it belongs to; none for those about the flow as a whole (`stuck-join`, …). */
  readonly check?: string;
  /** The key of the verdict whose finding names this one, since one run shows both: it is no finding of its own. */
  readonly namedIn?: string;
  /** There is a run to show (`choreo/run`). */
  readonly hasRun: boolean;
  /** The run as plain numbered lines, for the failure message of a test. Present where `hasRun`. */
  readonly trace?: string;
}

export interface VerificationOptions {
  /** Undefined: one, on channels that say `at-least-once`. */
  readonly redeliveries?: number;
  readonly cases: number;
}

/**
 * `RunVerificationParams`, answered with the `VerificationState` when it has ended, or `null` where the file belongs to no
 * choreography. Verifies now, whatever the settings say; all of the choreography, since all of its sentences are
 * answered by the same exploration. Cancelling the request stops it (and what is known by then is kept as bounded), as does
 * `stopVerificationRequest`. A change of the text while it runs starts it again with the same options; the answer is of the last.
 */
export const runVerificationRequest = requestType<RunVerificationParams, VerificationState | null>(
  'choreo/verification/run',
);

export interface RunVerificationParams {
  /** URI of a file of it, or its key. */
  readonly choreography: string;
  /** For this time; what is left out is as in the settings. */
  readonly redeliveries?: number;
  /** 1 or 2. */
  readonly cases?: number;
  readonly maxStates?: number;
  /** How many ways to end are listed; default 30. */
  readonly ends?: number;
  /** Seconds. */
  readonly timeout?: number;
}

/** `StopVerificationParams`, answered with `null`. */
export const stopVerificationRequest = requestType<StopVerificationParams, null>('choreo/verification/stop');

export interface StopVerificationParams {
  /** URI of a file of it, or its key. */
  readonly choreography: string;
}
