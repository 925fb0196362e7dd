/** A choreography made ready to run: everything numbered, every variable with its byte. `compile` makes it. */
import type { Alternative, Choreography, Emission, Reaction, Schedule, Span } from '@choreo/model';
import type { PayloadClass } from '../../expressions/facts.ts';
import type { Known } from '../../expressions/value.ts';
import type { GivenEntry } from './compile-options.ts';
import type { RunTerm } from './run-terms.ts';

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

export interface MessageVariant {
  readonly index: number;
  readonly message: string;
  readonly case: number;
  readonly payloadClass: PayloadClass;
  /** Which of the payload classes that the message can have. */
  readonly classIndex: number;
  /** As the trigger of a reaction: `[payloadClass]` and `[message]`. */
  readonly payloadClasses: readonly PayloadClass[];
  readonly consumed: readonly string[];
  /** Counts the message in its case, up to `counterMost`; undefined where nobody asks. */
  readonly counterSlot: number | undefined;
  readonly counterMost: number;
}

/** A message, or a schedule, that comes from outside. */
export interface EntrySlot {
  /** How the people who read a run call it: the message or schedule id. */
  readonly name: string;
  readonly participant: string;
  readonly case: number;
  /** How many are still to come. */
  readonly slot: number;
  /** The payload classes in which it may come; undefined: all. */
  readonly carries: GivenEntry['carries'];
  /** How many may come. */
  readonly counts: readonly number[];
  /** Whether the model sets no limit: what was looked at is only a part. */
  readonly open: boolean;
  readonly span: Span;
}

export interface StateSlot {
  readonly participant: string;
  readonly name: string;
  readonly case: number;
  readonly slot: number;
  readonly values: readonly Known[];
}

export interface Counter {
  readonly message: string;
  readonly case: number;
  readonly slot: number;
  readonly most: number;
}

/** Where publishing puts a message, depending on who publishes it. */
export interface Route {
  readonly variant: MessageVariant;
  /** One for each service that takes it in any order. */
  readonly slots: readonly number[];
  readonly queues: readonly Queue[];
}

/** Messages from one participant to another that keep their order. */
export interface Queue {
  readonly from: string;
  readonly to: string;
  readonly case: number;
  /** The first of `capacity` bytes; each holds 1 + the position in `variants`, the head first, 0 where there is none. */
  readonly slot: number;
  readonly capacity: number;
  readonly variants: readonly MessageVariant[];
}

/** What a join keeps of one message. */
export interface Buffer {
  readonly reaction: ReactionCode;
  /** Which of the trigger's messages. */
  readonly position: number;
  readonly message: string;
  /** One for each payload class that the join looks at, or a single one for all. */
  readonly slots: readonly number[];
  readonly payloadClasses: readonly (PayloadClass | undefined)[];
}

/** A message that a participant puts off with `after`. */
export interface TimerSlot {
  readonly participant: string;
  readonly message: string;
  readonly case: number;
  /** How many of it are running. */
  readonly slot: number;
  /** Where it counts as a choice whether it goes off, or is cancelled before. */
  readonly site: number;
  /** The position in `Program.lates`; undefined where no answer cancels the timer. */
  readonly late: number | undefined;
}

/** Where something is chosen. The same site is always asked with the same number of ways. */
export interface Site {
  readonly what:
    | 'alternative'
    | 'multiplicity'
    | 'payload-class'
    | 'condition'
    | 'value'
    | 'buffered'
    | 'timer'
    | 'loss'
    | 'target';
}

export interface Cover {
  readonly reaction: Reaction;
  readonly part: 'body' | 'within' | 'at-most';
  /** None for a body without alternatives to choose from. */
  readonly alternative?: Span;
}

export interface Late {
  readonly slot: number;
  /** The reaction that gives up, or whose answer cancels the timer. */
  readonly reaction: Reaction;
  readonly timer: string;
  readonly message: string;
  readonly span: Span;
}

export interface ReactionCode {
  readonly index: number;
  readonly reaction: Reaction;
  readonly participant: string;
  readonly case: number;
  readonly buffers: readonly Buffer[];
  /** Asked as each message arrives; of a join by the position of that message. */
  readonly guards: readonly (RunTerm | undefined)[];
  /** Of a join: asked when all are there. */
  readonly joinGuard: RunTerm | undefined;
  readonly guardSite: number;
  readonly body: BodyCode;
  readonly cover: number;
  readonly limit: { readonly slot: number; readonly times: number; readonly outcome: OutcomeCode } | undefined;
  readonly within:
    | { readonly outcome: OutcomeCode; readonly lates: readonly number[]; readonly site: number }
    | undefined;
  readonly idempotent: boolean;
}

export interface BodyCode {
  /** In order, the first that holds. Without branches there is one without a condition. */
  readonly branches: readonly {
    readonly condition: RunTerm | undefined;
    /** Where a condition that the model leaves open is chosen; undefined where there are no branches. */
    readonly site: number | undefined;
    readonly outcome: OutcomeCode;
  }[];
}

export interface OutcomeCode {
  readonly site: number;
  readonly alternatives: readonly AlternativeCode[];
}

export interface AlternativeCode {
  readonly alternative: Alternative;
  /** Undefined of a schedule. */
  readonly cover: number | undefined;
  /** False where a scenario chooses another. */
  readonly allowed: boolean;
  readonly sets: readonly { readonly variable: StateSlot; readonly value: RunTerm; readonly site: number }[];
  readonly cancels: readonly TimerSlot[];
  readonly starts: readonly EmissionCode<TimerSlot>[];
  readonly emissions: readonly EmissionCode<readonly Route[]>[];
}

export interface EmissionCode<Target> {
  readonly emission: Emission;
  readonly least: number;
  readonly ways: number;
  readonly site: number;
  readonly classSite: number;
  readonly target: Target;
}

interface ActionBase {
  readonly index: number;
  readonly participant: string;
  readonly case: number;
}

/** What can happen next, apart from what is chosen in it. */
export type Action =
  | (ActionBase & {
      readonly kind: 'deliver';
      readonly message: MessageVariant;
      readonly slot: number;
      /** Remembers that the delivery may come once more; undefined where it may not, or where that changes nothing. */
      readonly handledSlot: number | undefined;
      /** Where it is chosen whether the message is lost; undefined where its channel loses none. */
      readonly lossSite: number | undefined;
      readonly reactions: readonly Listener[];
    })
  | (ActionBase & {
      readonly kind: 'deliver-next';
      readonly queue: Queue;
      /** As for `deliver`; the slots and reactions by position in `queue.variants`. */
      readonly lossSite: number | undefined;
      readonly handledSlots: readonly (number | undefined)[];
      readonly reactions: readonly (readonly Listener[])[];
    })
  | (ActionBase & {
      readonly kind: 'redeliver';
      readonly message: MessageVariant;
      readonly handledSlot: number;
      readonly reactions: readonly Listener[];
    })
  | (ActionBase & {
      readonly kind: 'lose';
      readonly message: MessageVariant;
      readonly slot: number;
      readonly site: number;
    })
  | (ActionBase & { readonly kind: 'lose-next'; readonly queue: Queue; readonly site: number })
  /** The message comes from outside and reaches this service first; `participant` without one that takes it. */
  | (ActionBase & {
      readonly kind: 'enter';
      readonly entry: EntrySlot;
      readonly classSite: number;
      readonly routes: readonly EntryRoute[];
    })
  | (ActionBase & {
      readonly kind: 'schedule';
      readonly entry: EntrySlot;
      readonly schedule: Schedule;
      readonly outcome: OutcomeCode;
    })
  | (ActionBase & {
      readonly kind: 'timer';
      readonly timer: TimerSlot;
      readonly routes: readonly Route[];
      readonly classSite: number;
    })
  | (ActionBase & { readonly kind: 'give-up'; readonly reaction: ReactionCode });

export interface EntryRoute {
  readonly kind: MessageVariant;
  /** False where a scenario gives another payload. */
  readonly allowed: boolean;
  /** To the others. */
  readonly route: Route;
  /** As for `deliver`; undefined too where the message reaches no service with this step. */
  readonly handledSlot: number | undefined;
  readonly lossSite: number | undefined;
  readonly reactions: readonly Listener[];
  /** Through which it comes here, without overtaking what is in it; undefined where no order is kept. */
  readonly queue: Queue | undefined;
}

/** A reaction to one message; of a join, which of its messages that is. */
export interface Listener {
  readonly reaction: ReactionCode;
  readonly position: number;
}
