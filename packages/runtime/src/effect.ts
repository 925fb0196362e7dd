/** The effects of a reaction as data: the handler chooses an outcome, and the runtime carries it out. */
import type { Contract } from './contract.ts';

export type Effect =
  | { readonly kind: 'publish'; readonly contract: Contract; readonly data: unknown }
  | { readonly kind: 'later'; readonly contract: Contract; readonly data: unknown; readonly milliseconds: number }
  | { readonly kind: 'cancel'; readonly contract: Contract }
  | { readonly kind: 'set'; readonly values: StateValues };

/** The state of one case of a service; null where a state is missing, which every store can keep. */
export type StateValues = Readonly<Record<string, string | number | boolean | null>>;

/** Exactly one alternative of reaction `R`, with all of its parts. Only the `emit` of that reaction makes one. */
export interface Chosen<R extends string, A extends string> {
  readonly reaction: R;
  readonly alternative: A;
  readonly effects: readonly Effect[];
}

export function choose<R extends string, A extends string>(
  reaction: R,
  alternative: A,
  effects: readonly Effect[],
): Chosen<R, A> {
  return { reaction, alternative, effects };
}

export function publish<T>(contract: Contract<T>, data: T): Effect {
  return { kind: 'publish', contract, data };
}

/** A timer: the message is published after this time, unless it is cancelled before. */
export function later<T>(contract: Contract<T>, milliseconds: number, data: T): Effect {
  return { kind: 'later', contract, data, milliseconds };
}

/** Drops the pending timers of this message for this service and case. */
export function cancel(contract: Contract): Effect {
  return { kind: 'cancel', contract };
}

export function set<S extends StateValues>(values: Partial<S>): Effect {
  const given: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined)
      Object.defineProperty(given, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return { kind: 'set', values: given };
}

/** The effects of an optional part, if the handler gave it. */
export function maybe<T>(payload: T | undefined, effect: (payload: T) => Effect): readonly Effect[] {
  return payload === undefined ? [] : [effect(payload)];
}

/** The state of a service without states. */
export type NoState = Readonly<Record<never, never>>;

/** The payload of a message whose fields are all filled in: `{}`. */
export type NoFields = Readonly<Record<string, never>>;
