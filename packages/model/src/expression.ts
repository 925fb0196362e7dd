/** Guards and assigned values, with their names resolved. */
import type { Span } from './span.ts';

export type BinaryOperator = 'or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';

/** An expression as written; parentheses show in the shape of the tree. */
export type Expression =
  /** `text`: as written; `value`: the nearest number. */
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | FieldAccess
  | StateAccess
  /** A value of a declared enum. */
  | { readonly kind: 'enum-value'; readonly enum: string; readonly value: string; readonly span: Span }
  /** A value of a state variable declared as `state phase: idle | held`; `participant` as for the state. */
  | {
      readonly kind: 'state-value';
      readonly participant?: string;
      readonly state: string;
      readonly value: string;
      readonly span: Span;
    }
  | UnresolvedName
  | { readonly kind: 'unary'; readonly operator: 'not' | '-'; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  /** `value in [option, …]`. */
  | { readonly kind: 'in'; readonly value: Expression; readonly options: readonly Expression[]; readonly span: Span };

export interface StateAccess {
  readonly kind: 'state';
  /** The service whose state it is, in a condition of a property or a scenario: `Orders.phase`. Undefined: the service around it. */
  readonly participant?: string;
  readonly name: string;
  readonly span: Span;
}

/** `total.amount` or, qualified, `OrderPlaced.total.amount`. */
export interface FieldAccess {
  readonly kind: 'field';
  /** The trigger that the field is read from, by message id, if the expression names it or there is only one. Otherwise the field is read from each trigger. */
  readonly message?: string;
  /** Field names, outermost first; at least one. */
  readonly path: readonly string[];
  readonly span: Span;
}

/** A name that is not known here. `path` is what was written, `at` the index of the part that is unknown. */
export interface UnresolvedName {
  readonly kind: 'unresolved';
  readonly path: readonly string[];
  readonly at: number;
  /** Of the unknown part. */
  readonly partSpan: Span;
  /** The names that are known there. */
  readonly candidates: readonly string[];
  readonly span: Span;
}
