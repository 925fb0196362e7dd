/** What must hold on every run. */
import type { Declaration } from './declaration.ts';
import type { Expression } from './expression.ts';
import type { MessageRef } from './message.ts';
import type { Span } from './span.ts';

/** `property "name" { sentences }`. */
export interface Property extends Declaration {
  readonly sentences: readonly Sentence[];
}

export type Sentence = { readonly span: Span } & (
  | { readonly kind: 'leads-to'; readonly message: MessageRef; readonly targets: readonly MessageRef[] }
  | { readonly kind: 'requires'; readonly message: MessageRef; readonly required: MessageRef }
  | { readonly kind: 'excludes'; readonly message: MessageRef; readonly excluded: MessageRef }
  | { readonly kind: 'at-most'; readonly message: MessageRef; readonly times: number }
  | { readonly kind: 'always'; readonly message: MessageRef }
  | { readonly kind: 'never'; readonly message: MessageRef }
  | {
      readonly kind: 'compensated-by';
      readonly message: MessageRef;
      readonly compensation: MessageRef;
      readonly failure: MessageRef;
    }
  /** `no message after earlier`. */
  | { readonly kind: 'no-after'; readonly message: MessageRef; readonly earlier: MessageRef }
  /** Whenever nothing is left to do, and `premise` has happened, if there is one. */
  | { readonly kind: 'at-rest'; readonly condition: Expression; readonly premise?: MessageRef }
  | { readonly kind: 'at-all-times'; readonly condition: Expression }
);

/** All messages that a sentence names, in the order of the text. */
export function messagesIn(sentence: Sentence): readonly MessageRef[] {
  switch (sentence.kind) {
    case 'leads-to':
      return [sentence.message, ...sentence.targets];
    case 'requires':
      return [sentence.message, sentence.required];
    case 'excludes':
      return [sentence.message, sentence.excluded];
    case 'compensated-by':
      return [sentence.message, sentence.compensation, sentence.failure];
    case 'no-after':
      return [sentence.message, sentence.earlier];
    case 'at-rest':
      return sentence.premise ? [sentence.premise] : [];
    case 'at-all-times':
      return [];
    case 'at-most':
    case 'always':
    case 'never':
      return [sentence.message];
    default:
      return sentence satisfies never;
  }
}

/** The condition on states that it asks; undefined of a sentence about messages alone. */
export function conditionOf(sentence: Sentence): Expression | undefined {
  return 'condition' in sentence ? sentence.condition : undefined;
}
