/** The definition of a service, and the options to start it. */
import type { Clock } from './clock.ts';
import type { CloudEvent } from './cloud-event.ts';
import type { Contract, PayloadOf } from './contract.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { NoFields, StateValues } from './effect.ts';
import type { Way } from './handler.ts';
import type { Random } from './random.ts';
import type { Reaction } from './reaction.ts';
import type { Store } from './store.ts';
import type { Transport } from './transport.ts';

export interface ServiceDefinition<S extends StateValues, E extends Entries> {
  /** The name of the choreography. */
  readonly choreography: string;
  readonly name: string;
  /**
   * The fields of the key that it keeps its states, joins, timers and limits by; none if there is one instance for all cases.
   * Undefined if it keeps nothing or if no message has a key: each message then counts for its own key or flow.
   */
  readonly key?: readonly string[];
  /** The messages with that key and others, which lead to the instance once such a message was taken or emitted. */
  readonly links?: readonly { readonly by: Contract; readonly keys: readonly string[] }[];
  /** The initial state of a case. */
  readonly state: S;
  readonly reactions: readonly Reaction<S>[];
  readonly schedules?: readonly Schedule<S>[];
  /** The entries of the service: `emits` in the model. */
  readonly entries: E;
}

export interface Schedule<S> {
  readonly name: string;
  readonly milliseconds: number;
  readonly run: Way<Tick, S>;
}

/** The trigger of a schedule's handler. */
export interface Tick {
  readonly at: Date;
  /** The number of the tick since the service was started, from 1. */
  readonly count: number;
}

export type Entries = Readonly<Record<string, Contract | GivenEntry>>;

/** An entry with the fields that the model gives. */
export interface GivenEntry<T = unknown, G = unknown> {
  readonly contract: Contract<T>;
  readonly given: G;
}

export function entry<T, G extends Partial<T>>(contract: Contract<T>, given: G): GivenEntry<T, G> {
  return { contract, given };
}

/** The arguments of an entry: the payload without what the model gives, which is no argument if nothing is left. */
type EntryArguments<C> =
  C extends GivenEntry<infer T, infer G>
    ? Exclude<keyof T, keyof G> extends never
      ? readonly [data?: NoFields, envelope?: EntryEnvelope]
      : readonly [data: Omit<T, keyof G>, envelope?: EntryEnvelope]
    : readonly [data: PayloadOf<C>, envelope?: EntryEnvelope];

/** The environment of a service. Only the transport has no default. */
export interface ServiceOptions {
  readonly transport: Transport;
  /** Default: an in-memory store. */
  readonly store?: Store;
  readonly clock?: Clock;
  readonly random?: Random;
  /** The number of attempts before a delivery becomes a dead letter. Default 3. */
  readonly attempts?: number;
  /** Milliseconds between attempts, doubled each time. Default 100. */
  readonly retryDelay?: number;
  /** Milliseconds until a refused message is delivered again, doubled each time up to an hour. Default 1000. */
  readonly refusalPause?: number;
  /** Default: one line to the console. */
  readonly onDeadLetter?: (letter: DeadLetter) => void | Promise<void>;
  /** Observes the service, for logs, traces and metrics. */
  readonly observer?: Observer;
  /** How often each schedule runs, for demos and tests that must end. Default: forever. */
  readonly ticks?: number;
}

export interface Observer {
  /** A delivery, timer or schedule was handled and committed. */
  readonly onStep?: (step: StepReport) => void;
  /** A delivery changed nothing. */
  readonly onDrop?: (drop: {
    readonly service: string;
    readonly event: CloudEvent;
    readonly why: 'redelivery' | 'no match';
  }) => void;
  /** A reaction did not fire, since nothing has linked the message to an instance yet. Others to the same message may have. */
  readonly onNoInstance?: (lack: {
    readonly service: string;
    readonly reaction: string;
    readonly event: CloudEvent;
  }) => void;
  /** A delivery was refused: no reaction can take it yet. `refusals`: how often, with this one. `bounded`: not for ever. */
  readonly onRefuse?: (refusal: {
    readonly service: string;
    readonly event: CloudEvent;
    readonly refusals: number;
    readonly bounded: boolean;
  }) => void;
}

export interface StepReport {
  readonly service: string;
  readonly fired: readonly Firing[];
}

/** One reaction that fired, or one timer. */
export interface Firing {
  /** The reaction or schedule; for a message timer, the reaction that set it; empty for an entry. */
  readonly reaction: string;
  readonly because:
    | 'entry'
    | 'trigger'
    | 'timer'
    | 'gave up waiting'
    | 'limit reached'
    | 'refused too often'
    | 'schedule';
  /** The events that fired it, the most recent last. */
  readonly causes: readonly CloudEvent[];
  readonly emitted: readonly CloudEvent[];
}

export interface RunningService<E extends Entries> {
  readonly name: string;
  /** Starts flows: one function for each entry of the service. */
  readonly emit: { readonly [K in keyof E]: (...args: EntryArguments<E[K]>) => Promise<CloudEvent> };
  /** Publishes committed but unpublished events. This also happens automatically, at the start and after failures. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** Values that an entry can take over from its source, for example an HTTP request. */
export interface EntryEnvelope {
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly traceparent?: string;
  readonly tracestate?: string;
}
