/** Participants: services, external services and actors, and what they do. */
import type { Annotation, Annotated, Declaration } from './declaration.ts';
import type { Expression } from './expression.ts';
import type { MessageRef } from './message.ts';
import type { Body, Contents, Duration, Multiplicity, Outcome, Retry } from './outcome.ts';
import type { Span } from './span.ts';

/** One declaration of `service`, `external service` or `actor`. An actor has no reactions, states or schedules. */
export interface Participant extends Declaration {
  readonly kind: 'service' | 'external' | 'actor';
  /** Where the text says it; else the keys that all keyed messages of its reactions share. */
  readonly keptBy?: InstanceKey;
  readonly states: readonly StateVariable[];
  readonly reactions: readonly Reaction[];
  readonly schedules: readonly Schedule[];
  /** `emits`: comes from outside, an entry of the flow. */
  readonly emits: readonly Entry[];
  /** `receives`: the message leaves the model here. */
  readonly receives: readonly Receipt[];
}

/** `service S by k`: the key of the instances that a service keeps its states, joins, timers and limits for. */
export interface InstanceKey {
  /** None for `by nothing`: one instance for all cases. */
  readonly fields: readonly { readonly field: string; readonly span: Span }[];
  /** Of the whole clause. */
  readonly span: Span;
}

export interface Entry {
  readonly message: string;
  /** `one`: exactly once per case · `optional`: at most once · `many` (`*`) and `some` (`+`): any number. */
  readonly multiplicity: Multiplicity;
  /** Constants only. */
  readonly contents?: Contents;
  /** `after A or B`: it comes in only once one of these has happened. At least one. */
  readonly after?: readonly MessageRef[];
  /** The annotations before `emits`, one array for all messages that it names. */
  readonly annotations?: readonly Annotation[];
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface Receipt {
  readonly message: string;
  /** `receives B*`: one case may send it several times. */
  readonly repeated: boolean;
  /** The annotations before `receives`, one array for all messages that it names. */
  readonly annotations?: readonly Annotation[];
  readonly span: Span;
  readonly nameSpan: Span;
}

/** A state variable, which has one value for each instance of its service, see `InstanceKey`. */
export interface StateVariable extends Declaration {
  readonly type: StateType;
  /** The value that it begins with, a constant, where the model says so; otherwise the type decides. */
  readonly initial?: Expression;
}

export type StateType =
  | { readonly kind: 'boolean' }
  /** Where nothing else is said, the first is the initial value. */
  | {
      readonly kind: 'values';
      readonly values: readonly StateValue[];
      /** The enum whose values they are, and where it is named. */
      readonly enum?: string;
      readonly enumSpan?: Span;
      /** It can be missing, and begins so where nothing else is said. */
      readonly optional?: boolean;
    }
  /** Whole numbers from `min` to `max`, both included; where nothing else is said, `min` is the initial value. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number };

export interface StateValue {
  readonly name: string;
  readonly span: Span;
}

/** `label: on TRIGGER clauses -> OUTCOME`. */
export interface Reaction extends Annotated {
  /** `Service.name`, unique in the choreography unless the language reported a duplicate. */
  readonly id: string;
  readonly participant: string;
  /** The label, or `on` and the triggers' names (`onOrderPlaced`, `onAOrB`, `onAAndB`). */
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  /** The label, or `on` if there is no label. */
  readonly nameSpan: Span;
  readonly trigger: Trigger;
  readonly guard?: Expression;
  readonly by?: { readonly field: string; readonly span: Span };
  readonly within?: { readonly duration: Duration; readonly otherwise: Outcome; readonly span: Span };
  readonly atMost?: { readonly times: number; readonly otherwise: Outcome; readonly span: Span };
  readonly idempotent: boolean;
  /** `when … else retry`: of deliveries for which the guard does not hold. */
  readonly retry?: Retry;
  readonly body: Body;
  /** From the trigger to the end of the clauses, without annotations, label and body: what findings underline. */
  readonly headSpan: Span;
  /** It names something that does not exist, so checks draw no conclusions from what it lacks. */
  readonly broken: boolean;
}

/**
 * `single`: `A` · `any`: `A or B` · `all`: `A and B`, a join. In declaration order, at least one unless the reaction is
 * broken.
 */
export interface Trigger {
  readonly kind: 'single' | 'any' | 'all';
  readonly messages: readonly MessageRef[];
  readonly span: Span;
}

/** `every 1h -> OUTCOME`. */
export interface Schedule extends Annotated {
  /** `Service.every1h`, with a number from the second on: `Service.every1h2`. */
  readonly id: string;
  readonly participant: string;
  readonly name: string;
  readonly every: Duration;
  readonly outcome: Outcome;
}
