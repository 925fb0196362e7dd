/** The reactions of a service for the runtime. Closures hide the types of triggers and guards. */
import type { CloudEvent } from './cloud-event.ts';
import type { Contract } from './contract.ts';
import type { Effect } from './effect.ts';
import type { Context, Retry, Waiting, Way } from './handler.ts';
import type { AnyOf, Arrived, Contracts, Joined, JoinTrigger, Trigger } from './trigger.ts';

/** How a reaction finds its instance where its message lacks the service's key. */
export interface FindsInstance {
  /** The other keys that lead to the instance once a message with both has linked them. */
  readonly linkedBy?: readonly string[];
  /** What it emits decides the instance, which it begins. */
  readonly begins?: boolean;
  /** It needs no instance. */
  readonly isFree?: boolean;
}

export interface Reaction<S> extends FindsInstance {
  readonly name: string;
  readonly contracts: readonly Contract[];
  /** Only for joins: the key, if it is not that of the service, and how long to wait after the first arrival. */
  readonly join?: { readonly by?: readonly string[]; readonly within?: number };
  /** How often it may fire for one case. */
  readonly atMost?: number;
  /** Whether this delivery fires it or, for a join, is collected. */
  accepts(event: CloudEvent, state: S): boolean;
  /** If it does not accept a delivery, whether that is to be tried again; undefined: not as far as this reaction goes. Without a state it has no instance. */
  refuses(event: CloudEvent, state: S | undefined): Refusing<S> | undefined;
  /** The path for these events, the most recent last; undefined if a guard over several messages fails. */
  fire(events: readonly CloudEvent[], state: S): Run<S> | undefined;
  /** The path after it has fired `times` times. */
  exhausted(events: readonly CloudEvent[]): Run<S>;
  /** The path when a join gives up. */
  timedOut(events: readonly CloudEvent[]): Run<S>;
}

/** What a reaction says of a message that it refuses: with a number, how often, and what happens at the last refusal. */
export interface Refusing<S> {
  readonly times?: number;
  readonly run: Run<S>;
}

export type Run<S> = (context: Context<S>) => Promise<readonly Effect[]>;

/** A reaction to one message, or to any of several. */
export function reaction<T, S>(
  definition: FindsInstance & {
    readonly name: string;
    readonly on: Trigger<T>;
    readonly when?: (trigger: T, state: Readonly<S>) => boolean;
    readonly atMost?: { readonly times: number; readonly otherwise: Way<T, S> };
    /** Of messages for which `when` does not hold. */
    readonly retry?: Retry<T, S>;
    readonly run: Way<T, S> | Waiting<T, S>;
  },
): Reaction<S> {
  const { on, when, atMost, retry, run } = definition;
  const waiting = 'isOpen' in run ? run : undefined;
  const lastOf = (events: readonly CloudEvent[]): T => {
    const event = events.at(-1);
    if (!event) throw new Error(`${definition.name} cannot fire without an event`);
    return on.read(event);
  };
  return {
    ...findsInstance(definition),
    name: definition.name,
    contracts: on.contracts,
    ...(atMost && { atMost: atMost.times }),
    accepts(event, state) {
      const trigger = on.read(event);
      return (when?.(trigger, state) ?? true) && (waiting?.isOpen(trigger, state) ?? true);
    },
    refuses(event, state) {
      const trigger = on.read(event);
      const isMet = state && (when?.(trigger, state) ?? true);
      const refusing = isMet === undefined ? (retry ?? waiting?.retry) : isMet ? waiting?.retry : retry;
      if (!refusing) return undefined;
      const { times, otherwise } = refusing;
      return { ...(times !== undefined && { times }), run: async context => otherwise?.(trigger, context) ?? [] };
    },
    fire: events => context => run(lastOf(events), context),
    exhausted: events => async context => atMost?.otherwise(lastOf(events), context) ?? [],
    timedOut: () => () => Promise.resolve([]),
  };
}

/** A join: fires when one of each has arrived for one value of the key. */
export function join<M extends Contracts, S>(
  definition: FindsInstance & {
    readonly name: string;
    readonly on: JoinTrigger<M>;
    /** If it is not the key of the service. */
    readonly by?: readonly string[];
    /** A guard over the state and the arriving message. A message that fails it is not collected. */
    readonly whenEach?: (trigger: AnyOf<M>, state: Readonly<S>) => boolean;
    /** A guard that reads several messages, checked when all have arrived. */
    readonly when?: (trigger: Joined<M>, state: Readonly<S>) => boolean;
    readonly within?: { readonly milliseconds: number; readonly otherwise: Way<Arrived<M>, S> };
    readonly atMost?: { readonly times: number; readonly otherwise: Way<Joined<M>, S> };
    readonly run: Way<Joined<M>, S>;
  },
): Reaction<S> {
  const { on, by, when, whenEach, within, atMost } = definition;
  return {
    ...findsInstance(definition),
    name: definition.name,
    contracts: on.contracts,
    join: { ...(by && { by }), ...(within && { within: within.milliseconds }) },
    ...(atMost && { atMost: atMost.times }),
    accepts: (event, state) => whenEach?.(on.readAny(event), state) ?? true,
    refuses: () => undefined,
    fire(events, state) {
      const trigger = on.readAll(events);
      if (when && !when(trigger, state)) return undefined;
      return context => definition.run(trigger, context);
    },
    exhausted: events => async context => atMost?.otherwise(on.readAll(events), context) ?? [],
    timedOut: events => async context => within?.otherwise(on.readArrived(events), context) ?? [],
  };
}

function findsInstance({ linkedBy, begins, isFree }: FindsInstance): FindsInstance {
  return { ...(linkedBy && { linkedBy }), ...(begins && { begins }), ...(isFree && { isFree }) };
}
