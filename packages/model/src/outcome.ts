/** What a reaction, timer or schedule does when it fires. */
import type { Expression } from './expression.ts';
import type { Span } from './span.ts';

/** Alternatives, exactly one of which happens, as ordered in the source; at least one. */
export interface Outcome {
  readonly alternatives: readonly Alternative[];
  readonly span: Span;
}

/** All items happen. Without items: `nothing`. */
export interface Alternative {
  readonly items: readonly OutcomeItem[];
  readonly span: Span;
}

export type OutcomeItem = Emission | Cancellation | Assignment;

/** `one`: `E` · `optional`: `E?` · `many`: `E*` · `some`: `E+`. */
export type Multiplicity = 'one' | 'optional' | 'many' | 'some';

export interface Emission {
  readonly kind: 'emit';
  readonly message: string;
  readonly multiplicity: Multiplicity;
  readonly contents?: Contents;
  /** `after 10m`: a timer. */
  readonly after?: Duration;
  readonly span: Span;
  /** Only the message's name. */
  readonly nameSpan: Span;
}

/** `{ ..., origin: Sync }`: what the message carries, as far as the model gives it. The handler gives the rest. */
export interface Contents {
  /** Of `...`: every field that the trigger has too is copied. */
  readonly copySpan?: Span;
  readonly given: readonly GivenField[];
  readonly span: Span;
}

export interface GivenField {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

/** `cancel E`: drops that pending timer of this service and key. */
export interface Cancellation {
  readonly kind: 'cancel';
  readonly message: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** `set name = value`. `state` is absent if the service has no state with this name. */
export interface Assignment {
  readonly kind: 'set';
  readonly state?: string;
  /** As written. */
  readonly name: string;
  readonly value: Expression;
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface Duration {
  /** As written: `30m`. */
  readonly text: string;
  readonly milliseconds: number;
  readonly span: Span;
}

/** One arm of `{ when … -> … else -> … }`. Without a guard it is the `else`. */
export interface Branch {
  readonly guard?: Expression;
  readonly outcome: Outcome;
  readonly span: Span;
}

/** What follows the clauses of a reaction. */
export type Body =
  | { readonly kind: 'sink' }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | {
      readonly kind: 'branches';
      readonly branches: readonly Branch[];
      /** `else retry`, in place of the `else`: of deliveries for which none of the branches holds. */
      readonly retry?: Retry;
    };

/** What becomes of a delivery that no reaction of the service takes: it stays on its way, and is tried again. */
export interface Retry {
  /** `5 times then OUTCOME`: at the fifth refusal this happens instead, and the delivery is gone. */
  readonly bound?: { readonly times: number; readonly otherwise: Outcome };
  readonly span: Span;
}
