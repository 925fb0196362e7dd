/** How the code of a reaction is written: a function from the trigger to one of the outcomes that the model allows. */
import type { CloudEvent } from './cloud-event.ts';
import type { Chosen, Effect, StateValues } from './effect.ts';

/** What every handler is given besides its trigger. */
export interface Context<S> {
  /** The state of this case as it was before this delivery. `set` in the model changes it, afterwards. */
  readonly state: Readonly<S>;
  /** The envelopes that fired the reaction, the latest last. */
  readonly events: readonly CloudEvent[];
  /** From 1; a handler that throws is called again. */
  readonly attempt: number;
  /** The same on every attempt: hand it to other systems, so that they do things once. */
  readonly idempotencyKey: string;
  now(): Date;
  newId(): string;
}

/** The context of a reaction that emits: return what one function of `emit` gives you. */
export interface EmitContext<S, E> extends Context<S> {
  readonly emit: E;
}

/** A reaction with outcomes to choose from, or a payload to fill in. */
export type Handler<T, S, E> = (trigger: T, context: EmitContext<S, E>) => OutcomeOf<E> | Promise<OutcomeOf<E>>;

/** A reaction that emits nothing, or nothing that needs a handler's say: it only does its work. */
export type Worker<T, S> = (trigger: T, context: Context<S>) => void | Promise<void>;

/** Any one of the outcomes that an `emit` can make. */
export type OutcomeOf<E> = { [K in keyof E]: E[K] extends (...payload: never[]) => infer C ? C : never }[keyof E];

/** One thing that a reaction may come to, ready to run. */
export type Way<T, S> = (trigger: T, context: Context<S>) => Promise<readonly Effect[]>;

/** The handler picks one alternative; anything else that it returns is refused. */
export function picks<T, S extends StateValues, E>(
  reaction: string,
  emit: (trigger: T, state: Readonly<S>) => E,
  handler: Handler<T, S, E>,
): Way<T, S> {
  return async (trigger, context) => {
    const outcome: unknown = await handler(trigger, { ...context, emit: emit(trigger, context.state) });
    if (isChosen(outcome) && outcome.reaction === reaction) return outcome.effects;
    throw new Error(
      `The handler of ${reaction} has to return one outcome of its \`emit\`, but returned ${shown(outcome)}`,
    );
  };
}

/** The handler works; what follows is fixed by the model. */
export function works<T, S extends StateValues>(
  handler: Worker<T, S>,
  effects: (trigger: T, state: Readonly<S>) => readonly Effect[] = () => [],
): Way<T, S> {
  return async (trigger, context) => {
    await handler(trigger, context);
    return effects(trigger, context.state);
  };
}

/** `nothing` in the model: no handler is called. */
export function nothing(): Promise<readonly Effect[]> {
  return Promise.resolve([]);
}

export interface Branch<T, S> {
  /** Absent: `else`. */
  readonly when?: (trigger: T, state: Readonly<S>) => boolean;
  readonly run: Way<T, S>;
}

/** The first branch whose guard holds; where none does, nothing happens. */
export function firstOf<T, S>(branches: readonly Branch<T, S>[]): Way<T, S> {
  return async (trigger, context) => {
    const branch = branches.find(candidate => candidate.when?.(trigger, context.state) ?? true);
    return branch ? branch.run(trigger, context) : [];
  };
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
