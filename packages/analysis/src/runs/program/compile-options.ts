/** The options of a program: how many cases, what comes from outside, what is counted and allowed. */
import type { Outcome, Reaction } from '@choreo/model';
import type { PayloadClass } from '../../expressions/facts.ts';
import type { Redeliveries } from './redeliveries.ts';

/** The most messages in a queue. */
export const longestQueue = 64;

export interface CompileOptions {
  /** How many messages may be delivered once more. Default 0. */
  readonly redeliveries?: number;
  /** Which ones. Default `any`. */
  readonly redelivered?: Redeliveries['redelivered'];
  /** How many cases run at once. Default 1. */
  readonly cases?: number;
  /** How often each entry comes, by message or schedule id; those that are not listed do not come. Undefined: as the model says. */
  readonly entries?: Readonly<Record<string, number>>;
  /** What comes from outside, one by one, instead of `entries`. */
  readonly given?: readonly GivenEntry[];
  /** Messages whose occurrences are counted, and how far. Those that leave the model always are, up to 3. */
  readonly counted?: ReadonlyMap<string, number>;
  /** Alternatives that a reaction may take; undefined: all. */
  readonly allows?: (reaction: Reaction, outcome: Outcome, alternative: number) => boolean;
  /** How far `E*` and `E+` are taken. Default 2. */
  readonly many?: number;
  /** How many deliveries may be lost, whatever their channel promises. Default 0. */
  readonly losses?: number;
  /** Whether messages on `at-most-once` channels may be lost. Default true. */
  readonly loss?: boolean;
  /** How many messages a queue of an ordered channel holds. Default `longestQueue`. */
  readonly queueCapacity?: number;
  /** Whether nothing need come in, since something does elsewhere. Default false: where something can come, something does. */
  readonly othersCome?: boolean;
  /** Bytes in each state that belong to whoever explores. Default 0. */
  readonly memory?: number;
}

/** A message that comes from outside once. */
export interface GivenEntry {
  readonly message: string;
  /** Whether it may come in a payload class; undefined: in any. Entries with the same payload share the function. */
  readonly carries: ((payloadClass: PayloadClass) => boolean) | undefined;
}
