/** A run as data: what happened step by step, for people to read and for the engine to replay. */
import type { Span } from '@choreo/model';
import type { Fact } from '../expressions/facts.ts';

/**
 * Replays a step: the number of an action of the compiled choreography, and what was chosen in it, in the order of the
 * questions. It is only valid with the same model and the same options.
 */
export interface Move {
  readonly action: number;
  readonly choices: readonly number[];
}

/**
 * `deliver`: a service takes a message · `redeliver`: once more, though it had handled it · `lose`: the channel drops it ·
 * `enter`: a message from outside that no service takes · `timer`: a timer goes off and publishes its message ·
 * `give-up`: a join has waited long enough · `schedule`: an `every` fires.
 */
export type StepKind = 'deliver' | 'redeliver' | 'lose' | 'enter' | 'timer' | 'give-up' | 'schedule';

export interface RunStep {
  readonly kind: StepKind;
  readonly move: Move;
  /** Which case, from 0. */
  readonly case: number;
  /** Who takes the step: the service that takes the message, the owner of the timer, …; for `enter` the emitter. */
  readonly participant: string;
  /** The id of the message that is taken, lost or published; none for `give-up` and `schedule`. */
  readonly message?: string;
  /** Who emits the message, if it comes from outside in this step. */
  readonly entersFrom?: string;
  /** What the message carries, as far as conditions distinguish it, and its values of further keys; those of the join that gives up. */
  readonly carrying: readonly Fact[];
  /** What fired, in the order of the reactions. If nothing fired and no join kept the message, it was dropped. */
  readonly firings: readonly Firing[];
  /** Ids of the joins that kept the message and wait for more. */
  readonly collectedBy: readonly string[];
  /** Ids of the reactions that did not fire since they found no instance; absent if there are none. */
  readonly withoutInstance?: readonly string[];
  readonly changes: readonly StateChange[];
  /** Messages that left the model with this step, with who received them. */
  readonly exits: readonly { readonly message: string; readonly receiver: string }[];
}

export interface Firing {
  /** The id of the reaction, or of the schedule. */
  readonly reaction: string;
  /** `limit`: it had reached its limit, and did `at most … else` · `refused`: nothing took the delivery, and it did `retry … then`. */
  readonly because: 'trigger' | 'limit' | 'refused' | 'give-up' | 'timer' | 'schedule';
  /** Ids of the messages that it used; for a join, all that it held. */
  readonly consumes: readonly string[];
  /** Ids of the messages that it published, in the order written, repetitions included. */
  readonly emits: readonly string[];
  /** Their values of further keys, by position in `emits`; absent if the model has no further keys. */
  readonly keys?: readonly (readonly Fact[])[];
  /** Ids of the messages whose timers it started, and of those whose timers it cancelled. */
  readonly starts: readonly string[];
  readonly cancels: readonly string[];
  /** The alternative that was taken; none for a sink. */
  readonly alternative?: Span;
  /** The reaction, schedule or emission in the text. */
  readonly span: Span;
}

export interface StateChange {
  readonly participant: string;
  readonly state: string;
  readonly from: string;
  readonly to: string;
}

export interface Waiting {
  readonly reaction: string;
  readonly messages: readonly string[];
  /** `jobId 1`: the values of further keys on which the join matches; absent if there are none. */
  readonly instance?: readonly string[];
}

/** What is pending and kept at one point of a run. */
export interface Snapshot {
  /** No delivery, entry or timer is pending. */
  readonly quiescent: boolean;
  /** Ids of the messages that left the model, sorted; three or more of one are listed three times. */
  readonly exits: readonly string[];
  readonly pending: readonly { readonly participant: string; readonly message: string; readonly count: number }[];
  /** Messages from outside that have not come yet. */
  readonly entries: readonly {
    readonly message: string;
    readonly count: number;
    /** It comes only once one of these has happened, and none has; then it is not pending. */
    readonly waitsFor?: readonly string[];
  }[];
  readonly timers: readonly { readonly participant: string; readonly message: string; readonly count: number }[];
  /** Joins that hold messages, each for one instance of its service. */
  readonly waiting: readonly Waiting[];
  readonly states: readonly { readonly participant: string; readonly state: string; readonly value: string }[];
}

export interface Run {
  /** Entries whose number the model leaves open: how often each comes in this run, by message or schedule id. */
  readonly entries: readonly { readonly message: string; readonly count: number }[];
  readonly steps: readonly RunStep[];
  /** The snapshot before the first step, and the one after each step. */
  readonly snapshots: readonly Snapshot[];
}
