/** Types of handlers: a handler is a function from the trigger to one of the outcomes that the model allows. */
import type { CloudEvent } from './cloud-event.ts';
import type { InstanceKey } from './contract.ts';
import type { Chosen, Effect, StateValues } from './effect.ts';

/** The context that every handler gets in addition to its trigger. */
export interface Context<S, K extends InstanceKey = InstanceKey> {
  /** The state of this case before this delivery, as at the start where there is no case yet. `set` in the model changes it afterwards. */
  readonly state: Readonly<S>;
  /** The key of the instance that the state belongs to; empty if the service keeps nothing by a key, or if there is none yet. */
  readonly key: K;
  /** The envelopes that fired the reaction, the most recent last. */
  readonly events: readonly CloudEvent[];
  /** The number of the attempt, from 1. A handler that throws is called again. */
  readonly attempt: number;
  /** The same on every attempt. Pass it to other systems, so that they act only once. */
  readonly idempotencyKey: string;
  now(): Date;
  newId(): string;
}

/** The context of a reaction that emits. Return the result of one function of `emit`. */
export interface EmitContext<S, E, K extends InstanceKey = InstanceKey> extends Context<S, K> {
  readonly emit: E;
}

/** A handler that chooses an outcome or fills in a payload. */
export type Handler<T, S, E, K extends InstanceKey = InstanceKey> = (
  trigger: T,
  context: EmitContext<S, E, K>,
) => OutcomeOf<E> | Promise<OutcomeOf<E>>;

/** A handler with nothing to choose or fill in: it only does its work. */
export type Worker<T, S, K extends InstanceKey = InstanceKey> = (
  trigger: T,
  context: Context<S, K>,
) => void | Promise<void>;

/** Any of the outcomes that an `emit` can create. */
export type OutcomeOf<E> = { [K in keyof E]: E[K] extends (...payload: never[]) => infer C ? C : never }[keyof E];

/** One path of a reaction, ready to run. */
export type Way<T, S> = (trigger: T, context: Context<S>) => Promise<readonly Effect[]>;

/** The handler chooses one alternative; any other result is rejected. */
export function picks<T, S extends StateValues, E, K extends InstanceKey = InstanceKey>(
  reaction: string,
  emit: (trigger: T, state: Readonly<S>, key: K) => E,
  handler: Handler<T, S, E, K>,
): Way<T, S> {
  return async (trigger, context) => {
    const key = context.key as K;
    const outcome: unknown = await handler(trigger, { ...context, key, emit: emit(trigger, context.state, key) });
    if (isChosen(outcome) && outcome.reaction === reaction) return outcome.effects;
    throw new Error(
      `The handler of ${reaction} must return one outcome of its \`emit\`, but returned ${shown(outcome)}`,
    );
  };
}

/** The handler does its work; the model fixes the effects. */
export function works<T, S extends StateValues, K extends InstanceKey = InstanceKey>(
  handler: Worker<T, S, K>,
  effects: (trigger: T, state: Readonly<S>, key: K) => readonly Effect[] = () => [],
): Way<T, S> {
  return async (trigger, context) => {
    const key = context.key as K;
    await handler(trigger, { ...context, key });
    return effects(trigger, context.state, key);
  };
}

/** `nothing` in the model: there is no handler to call. */
export function nothing(): Promise<readonly Effect[]> {
  return Promise.resolve([]);
}

export interface Branch<T, S> {
  /** Undefined for `else`. */
  readonly when?: (trigger: T, state: Readonly<S>) => boolean;
  readonly run: Way<T, S>;
}

/** Takes the first branch whose guard holds; if there is none, nothing happens. */
export function firstOf<T, S>(branches: readonly Branch<T, S>[]): Way<T, S> {
  return async (trigger, context) => {
    const branch = branches.find(candidate => candidate.when?.(trigger, context.state) ?? true);
    return branch ? branch.run(trigger, context) : [];
  };
}

/** `else retry` in the model: with a number, how often a message is refused, and what happens at the last refusal. */
export interface Retry<T, S> {
  readonly times?: number;
  readonly otherwise?: Way<T, S>;
}

/** A path that is only open if one of its branches holds; what comes while none does is refused. */
export type Waiting<T, S> = Way<T, S> & {
  readonly isOpen: (trigger: T, state: Readonly<S>) => boolean;
  readonly retry: Retry<T, S>;
};

/** Takes the first branch whose guard holds; while there is none, the message is refused. */
export function firstOrRetry<T, S>(
  branches: readonly (Branch<T, S> & Required<Pick<Branch<T, S>, 'when'>>)[],
  retry: Retry<T, S> = {},
): Waiting<T, S> {
  return Object.assign(firstOf(branches), {
    isOpen: (trigger: T, state: Readonly<S>) => branches.some(({ when }) => when(trigger, state)),
    retry,
  });
}

function isChosen(value: unknown): value is Chosen<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'reaction' in value &&
    'effects' in value &&
    Array.isArray(value.effects)
  );
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'object' ? 'something else' : String(value);
}
