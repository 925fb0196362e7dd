/** Scenarios, checked on every order of delivery that matches them. */
import type { Declaration } from './declaration.ts';
import type { Expression } from './expression.ts';
import type { MessageRef } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { Span } from './span.ts';

/** `scenario "name" { steps }`. */
export interface Scenario extends Declaration {
  readonly steps: readonly ScenarioStep[];
}

export type ScenarioStep = { readonly span: Span } & (
  | { readonly kind: 'given'; readonly message: MessageRef; readonly payload?: PayloadObject }
  /** `reaction` is the id of a reaction. */
  | { readonly kind: 'choose'; readonly reaction: string; readonly reactionSpan: Span; readonly outcome: Outcome }
  | { readonly kind: 'expect'; readonly message: MessageRef; readonly times?: number }
  | { readonly kind: 'expect-at-rest'; readonly condition: Expression }
  | { readonly kind: 'expect-order'; readonly first: MessageRef; readonly second: MessageRef }
  | { readonly kind: 'never'; readonly message: MessageRef }
  | { readonly kind: 'possible'; readonly message: MessageRef }
);

/** All conditions on states that a step of a scenario asks. */
export function conditionsIn({ steps }: Scenario): readonly Expression[] {
  return steps.flatMap(step => (step.kind === 'expect-at-rest' ? [step.condition] : []));
}

/** A payload as written; `word` is an enum value. */
export type PayloadValue =
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  /** `text`: as written, sign included; `value`: the nearest number. */
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'word'; readonly value: string; readonly span: Span }
  | { readonly kind: 'array'; readonly elements: readonly PayloadValue[]; readonly span: Span }
  | PayloadObject;

export interface PayloadObject {
  readonly kind: 'object';
  readonly entries: readonly { readonly name: string; readonly nameSpan: Span; readonly value: PayloadValue }[];
  readonly span: Span;
}
