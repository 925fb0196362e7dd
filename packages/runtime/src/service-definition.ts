/** What a service is made of, and what it can be started with. */
import type { Clock } from './clock.ts';
import type { CloudEvent } from './cloud-event.ts';
import type { Contract, PayloadOf } from './contract.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { StateValues } from './effect.ts';
import type { Way } from './handler.ts';
import type { Random } from './random.ts';
import type { Reaction } from './reaction.ts';
import type { Store } from './store.ts';
import type { Transport } from './transport.ts';

export interface ServiceDefinition<S extends StateValues, E extends Entries> {
  /** Of the choreography. */
  readonly choreography: string;
  readonly name: string;
  /** The fields that tell cases apart; absent where its messages share none, then each message's own key does. */
  readonly key?: readonly string[];
  /** The state that a case starts with. */
  readonly state: S;
  readonly reactions: readonly Reaction<S>[];
  readonly schedules?: readonly Schedule<S>[];
  /** What it emits of its own accord: `emits` in the model. */
  readonly entries: E;
}

export interface Schedule<S> {
  readonly name: string;
  readonly milliseconds: number;
  readonly run: Way<Tick, S>;
}

/** What a schedule's handler is given. */
export interface Tick {
  readonly at: Date;
  /** From 1, since the service was started. */
  readonly count: number;
}

export type Entries = Readonly<Record<string, Contract>>;

/** What a service needs from the world. Only the transport has no default. */
export interface ServiceOptions {
  readonly transport: Transport;
  /** Default: in memory. */
  readonly store?: Store;
  readonly clock?: Clock;
  readonly random?: Random;
  /** How often a delivery is tried before it is given up. Default 3. */
  readonly attempts?: number;
  /** Milliseconds between attempts, doubled each time. Default 100. */
  readonly retryDelay?: number;
  /** Default: one line to the console. */
  readonly onDeadLetter?: (letter: DeadLetter) => void | Promise<void>;
  /** Told what happens, for logs, traces and metrics. */
  readonly observer?: Observer;
  /** How often each schedule runs; for demos and tests that have to end. Default: for ever. */
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
}

export interface StepReport {
  readonly service: string;
  readonly fired: readonly Firing[];
}

/** One reaction that fired, or one timer. */
export interface Firing {
  /** The reaction or schedule; for a message timer, the reaction that set it; empty for an entry. */
  readonly reaction: string;
  readonly because: 'entry' | 'trigger' | 'timer' | 'gave up waiting' | 'limit reached' | 'schedule';
  /** The events that fired it, the latest last. */
  readonly causes: readonly CloudEvent[];
  readonly emitted: readonly CloudEvent[];
}

export interface RunningService<E extends Entries> {
  readonly name: string;
  /** Starts flows: one function for each `emits` of the service. */
  readonly emit: { readonly [K in keyof E]: (data: PayloadOf<E[K]>, envelope?: EntryEnvelope) => Promise<CloudEvent> };
  /** Publishes what is committed but still unpublished; also done by itself, at the start and after failures. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** What an entry may take over from where it came from, an HTTP request say. */
export interface EntryEnvelope {
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly traceparent?: string;
  readonly tracestate?: string;
}
