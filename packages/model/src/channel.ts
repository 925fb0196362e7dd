/** Topics and subjects, and what they promise. */
import type { Declaration } from './declaration.ts';
import type { MessageRef } from './message.ts';
import type { Span } from './span.ts';

export type Delivery = 'at-most-once' | 'at-least-once' | 'exactly-once';

export interface Channel extends Declaration {
  readonly carries: readonly MessageRef[];
  readonly address?: string;
  readonly delivery?: Delivery;
  /** `ordered by field`. */
  readonly orderedBy?: { readonly field: string; readonly span: Span };
}
