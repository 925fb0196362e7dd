/** A choreography made ready to run: everything numbered, every variable with its byte. `compile` makes it. */
import type { Choreography } from '@choreo/model';
import type { StateSlot } from '../state-value.ts';
import type { Action } from './action.ts';
import type {
  Buffer,
  Counter,
  Cover,
  EntrySlot,
  Late,
  MessageVariant,
  Queue,
  Site,
  TimerSlot,
} from './program-parts.ts';

export type * from './action.ts';
export type * from './program-parts.ts';

/**
 * One moment of a run is an array of bytes, one slot for each count or value. Everything that two runs must share to go on
 * alike is in it, and nothing else.
 */
export interface Program {
  readonly choreography: Choreography;
  readonly cases: number;
  readonly redeliveries: number;
  /** Bytes of a state; a multiple of four. */
  readonly size: number;
  /** Messages as they travel: each in one payload class, in one case. */
  readonly variants: readonly MessageVariant[];
  readonly entries: readonly EntrySlot[];
  /** In a fixed order: what `Move.action` counts. */
  readonly actions: readonly Action[];
  readonly joins: readonly Buffer[];
  readonly timers: readonly TimerSlot[];
  readonly queues: readonly Queue[];
  readonly variables: readonly StateSlot[];
  /** How often each message of each case has occurred, as far as anybody asks. */
  readonly counters: readonly Counter[];
  /** Where the redeliveries still allowed are counted; undefined where the program has none. */
  readonly budgetSlot: number | undefined;
  /** The first of the bytes that belong to whoever explores. */
  readonly memorySlot: number;
  /** Deliveries that may come once more; what they hold, see `awaited` in `step.ts`. */
  readonly handledSlots: readonly number[];
  /** Slots that must all be 0 for a state to be quiescent. */
  readonly pendingSlots: readonly number[];
  readonly sites: readonly Site[];
  /** Alternatives and bodies of reactions, to tell which ones never happen. */
  readonly covers: readonly Cover[];
  /** Bits that remember that a timer went off before its answer came. */
  readonly lates: readonly Late[];
}
