/** What must hold on every run. */
import type { Declaration } from './declaration.ts';
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
);
