/** What a program is made of: messages, entries, states, queues, timers and reactions, each with its slots and sites. */
import type { Alternative, Emission, Reaction, Span } from '@choreo/model';
import type { PayloadClass } from '../../expressions/facts.ts';
import type { GivenEntry } from './compile-options.ts';
import type { StateSlot } from '../state-value.ts';
import type { Fitting } from './contents/fitting-classes.ts';
import type { RunTerm } from './run-terms.ts';

export interface MessageVariant {
  readonly index: number;
  readonly message: string;
  readonly case: number;
  /** Its values of further keys, see `Tuples`; 0 if it has none. */
  readonly tuple: number;
  readonly payloadClass: PayloadClass;
  /** The position among the payload classes that the message can have. */
  readonly classIndex: number;
  /** As the trigger of a reaction: `[payloadClass]` and `[message]`. */
  readonly payloadClasses: readonly PayloadClass[];
  readonly consumed: readonly string[];
  /** Counts the message in its case, up to `counterMost`; undefined if it is not counted. */
  readonly counterSlot: number | undefined;
  /** Counts it with these values of its further keys; undefined if it has none. */
  readonly tupleCounterSlot: number | undefined;
  readonly counterMost: number;
}

/** A message, or a schedule, that comes from outside. */
export interface EntrySlot {
  /** The message or schedule id. */
  readonly name: string;
  readonly participant: string;
  readonly case: number;
  /** The slot that counts how many are still to come. */
  readonly slot: number;
  /** The slots that count the messages that it answers, of which one must have happened; undefined: it comes of itself. */
  readonly after: readonly number[] | undefined;
  /** These messages. */
  readonly answered: readonly string[];
  /** The positions of the payload classes that its constants allow; undefined: all. */
  readonly fitting: readonly number[] | undefined;
  /** The payload classes in which it may come for a scenario; undefined: all. */
  readonly carries: GivenEntry['carries'];
  /** The possible numbers of occurrences. */
  readonly counts: readonly number[];
  /** Whether the model sets no limit, so that `counts` covers only a part. */
  readonly open: boolean;
  readonly span: Span;
}

export interface Counter {
  readonly message: string;
  readonly case: number;
  /** Of which values of its further keys; 0 where all are counted. */
  readonly tuple: number;
  readonly slot: number;
  readonly most: number;
}

/** Where a published message goes. */
export interface Route {
  readonly variant: MessageVariant;
  /** One slot for each service that takes it in any order. */
  readonly slots: readonly number[];
  readonly queues: readonly Queue[];
  /** What its publisher knows from then on, see `InstanceSlots.linksOf`. */
  readonly links: readonly number[];
}

/** The messages of an ordered channel that are on their way to one service, in the order in which they were published. */
export interface Queue {
  readonly channel: string;
  readonly to: string;
  readonly case: number;
  /** The first of `capacity` bytes; each holds 1 + the position in `variants`, the head first, and 0 if there is none. */
  readonly slot: number;
  readonly capacity: number;
  readonly variants: readonly MessageVariant[];
}

/** What a join keeps of one message. */
export interface Buffer {
  readonly reaction: ReactionCode;
  /** The position among the trigger's messages. */
  readonly position: number;
  readonly message: string;
  /** One slot for each payload class that the join distinguishes, or a single one for all; of each tuple. */
  readonly slots: readonly number[];
  readonly payloadClasses: readonly (PayloadClass | undefined)[];
  /** By tuple of the message: where its slots begin. Undefined if it has no further keys. */
  readonly offsets: ReadonlyMap<number, number> | undefined;
}

/** A message that a participant emits with `after`. */
export interface TimerSlot {
  readonly participant: string;
  readonly message: string;
  readonly case: number;
  /** The instance of the service that started it, and the values of further keys that its message is passed. */
  readonly scope: number;
  readonly tuple: number;
  /** Counts the running timers. */
  readonly slot: number;
  /** The position of the payload class that was decided when it started; undefined if that is left for when it fires. */
  readonly classIndex: number | undefined;
  /** The site for the choice whether it goes off or is cancelled before. */
  readonly site: number;
  /** The position in `Program.lates`; undefined if no answer cancels the timer. */
  readonly late: number | undefined;
}

/** A place at which something is chosen, always with the same number of ways. */
export interface Site {
  readonly what:
    | 'alternative'
    | 'multiplicity'
    | 'payload-class'
    | 'condition'
    | 'value'
    | 'buffered'
    | 'timer'
    | 'retry'
    | 'loss'
    | 'target'
    | 'order';
}

export interface Cover {
  readonly reaction: Reaction;
  readonly part: 'body' | 'within' | 'at-most' | 'retry';
  /** Absent for a body without alternatives to choose from. */
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
  /** The instance of the service, as the values of further keys by which it keeps its state; 0 if it keeps it by none. */
  readonly scope: number;
  readonly buffers: readonly Buffer[];
  /** Evaluated when a message arrives; for a join, by the position of that message. */
  readonly guards: readonly (RunTerm | undefined)[];
  /** For a join: evaluated when all messages are there. */
  readonly joinGuard: RunTerm | undefined;
  readonly guardSite: number;
  readonly body: BodyCode;
  readonly cover: number;
  readonly limit: { readonly slot: number; readonly times: number; readonly outcome: OutcomeCode } | undefined;
  readonly within:
    | { readonly outcome: OutcomeCode; readonly lates: readonly number[]; readonly site: number }
    | undefined;
  readonly idempotent: boolean;
  /** By message; undefined if no instance has to be found. */
  readonly instances: ReadonlyMap<string, InstanceCode> | undefined;
  /** What becomes of a delivery that no reaction of the service takes; undefined: it is dropped, as far as this reaction goes. */
  readonly retry:
    | {
        /** Where the guard does not hold. */
        readonly behindGuard: RetryCode | undefined;
        /** Where the guard holds, and none of the branches. */
        readonly amongBranches: RetryCode | undefined;
      }
    | undefined;
  /** Reactions that the same delivery can fire, and whose effects do not commute with these. */
  readonly conflicts: ReadonlySet<Reaction>;
  /** The sites at which their order is chosen, by the number of reactions, see `ordersOf`. Empty without conflicts. */
  readonly orderSites: readonly number[];
}

/** What one message has to do with the instance that a reaction needs. */
export interface InstanceCode {
  /** Keys of the message that lead to the instance once it has been delivered. */
  readonly links: readonly number[];
  /** One of these keys has to lead to the instance already; undefined if the message itself has it. */
  readonly found?: readonly number[];
  /** Where it is remembered that none did. */
  readonly miss?: Miss;
}

/** A message that came before its instance could be found. */
export interface Miss {
  readonly reaction: Reaction;
  readonly message: string;
  readonly case: number;
  readonly slot: number;
}

export interface BodyCode {
  /** In order; the first one that holds is taken. Without branches there is one without a condition. */
  readonly branches: readonly {
    readonly condition: RunTerm | undefined;
    /** The site at which a condition that the model leaves open is chosen; undefined if there are no branches. */
    readonly site: number | undefined;
    readonly outcome: OutcomeCode;
  }[];
}

/** `else retry`. */
export interface RetryCode {
  readonly reaction: Reaction;
  /** With a number: how often it is refused, and what happens then. */
  readonly bound:
    | {
        readonly times: number;
        readonly outcome: OutcomeCode;
        /** The site for the choice whether it is taken before. */
        readonly site: number;
      }
    | undefined;
}

export interface OutcomeCode {
  readonly site: number;
  readonly alternatives: readonly AlternativeCode[];
}

export interface AlternativeCode {
  readonly alternative: Alternative;
  /** Undefined for a schedule. */
  readonly cover: number | undefined;
  /** False if a scenario chooses another one. */
  readonly allowed: boolean;
  readonly sets: readonly SetCode[];
  /** `isAnswer`: whether it comes too late where the timers have gone off. */
  readonly cancels: readonly { readonly timers: readonly TimerSlot[]; readonly isAnswer: boolean }[];
  /** The timers of one message, see `Memory.timersOf`. */
  readonly starts: readonly EmissionCode<readonly TimerSlot[]>[];
  readonly emissions: readonly EmissionCode<readonly Route[]>[];
}

export interface SetCode {
  readonly variable: StateSlot;
  readonly value: RunTerm;
  readonly site: number;
  /** The positions of which one is taken where the value is open. */
  readonly open: readonly number[];
}

export interface EmissionCode<Target> {
  readonly emission: Emission;
  readonly least: number;
  readonly ways: number;
  readonly site: number;
  readonly classSite: number;
  /** What decides the payload class as it is emitted; undefined where any may be. */
  readonly fitting: Fitting | undefined;
  /** Where one of several that fit is chosen, by how many there are, from two on. */
  readonly fittingSites: readonly number[];
  readonly target: Target;
  /** Where its message has further keys. */
  readonly further: FurtherTargets<Target> | undefined;
}

export interface FurtherTargets<Target> {
  readonly places: readonly number[];
  /** By place: the byte that counts the values of the case, if the message gets a new one where nothing gives it one. */
  readonly counters: readonly number[];
  readonly byTuple: ReadonlyMap<number, Target>;
}

/** A reaction to a message; for a join, with the position of that message. */
export interface Listener {
  readonly reaction: ReactionCode;
  readonly position: number;
}
