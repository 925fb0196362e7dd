/** A compiled choreography: everything has a number, and every variable a slot. `compile` makes it. */
import type { Choreography } from '@choreo/model';
import type { StateSlot } from '../state-value.ts';
import type { Waits } from './refusals.ts';
import type { Action } from './action.ts';
import type {
  Buffer,
  Counter,
  Cover,
  EntrySlot,
  Late,
  Miss,
  MessageVariant,
  Queue,
  Site,
  TimerSlot,
} from './program-parts.ts';
import type { Tuples } from './tuples.ts';

/**
 * A state of a run is an array of bytes, with one slot for each count or value. It contains everything on which the rest of a
 * run depends, and nothing else.
 */
export interface Program {
  readonly choreography: Choreography;
  readonly cases: number;
  readonly redeliveries: number;
  readonly losses: number;
  /** See `CompileOptions`. */
  readonly othersCome: boolean;
  /** Bytes of a state; a multiple of four. */
  readonly size: number;
  /** Messages as they travel: each in one payload class, in one case. */
  readonly variants: readonly MessageVariant[];
  readonly entries: readonly EntrySlot[];
  /** The entries that answer something: they are pending once that has happened. */
  readonly answers: readonly EntrySlot[];
  /** In a fixed order; `Move.action` is a position in it. */
  readonly actions: readonly Action[];
  readonly joins: readonly Buffer[];
  readonly timers: readonly TimerSlot[];
  readonly queues: readonly Queue[];
  readonly variables: readonly StateSlot[];
  /** The values of further keys, which messages carry besides the key of their case. */
  readonly tuples: Tuples;
  /** Counts how often messages have occurred, those that are counted. */
  readonly counters: readonly Counter[];
  /** The same for each value of the further keys of a message; of messages that have none, none. */
  readonly tupleCounters: readonly Counter[];
  /** Counts the redeliveries that are still allowed; undefined if the program has none. */
  readonly budgetSlot: number | undefined;
  /** Counts the losses that are still allowed, see `budgetedLosses`; undefined if the program has none. */
  readonly lossSlot: number | undefined;
  /** The sites of losses that no channel brings about by itself. */
  readonly budgetedLosses: ReadonlySet<number>;
  /** The first of the bytes that belong to the search. */
  readonly memorySlot: number;
  /** Deliveries that may come once more; what they hold, see `awaited` in `step.ts`. */
  readonly handledSlots: readonly number[];
  /** Whether what an action delivers waits for a retry, by number of the action; undefined where that is never tried again. */
  readonly waits: readonly (Waits | undefined)[];
  /** The same by slot of what is on its way. */
  readonly retriedSlots: ReadonlyMap<number, Waits>;
  /**
   * Slots that must all be 0 for a state to be quiescent, those of `answers` aside, and but for those whose deliveries only wait for a
   * retry.
   */
  readonly pendingSlots: readonly number[];
  /** Slots that remember that a message found no instance. */
  readonly misses: readonly Miss[];
  readonly sites: readonly Site[];
  /** Alternatives and bodies of reactions, to find out which ones never happen. */
  readonly covers: readonly Cover[];
  /** Slots that remember that a timer went off before its answer came. */
  readonly lates: readonly Late[];
}
