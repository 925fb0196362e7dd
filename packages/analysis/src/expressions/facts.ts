/** What is known of a message: its answers to the comparisons that the model asks. */
import type { Known } from './value.ts';

export interface Content {
  /** By field (`total.amount`) and by condition (`total.amount > limit`). Fields hold a sample of what answers alike. */
  readonly answers: ReadonlyMap<string, Known>;
  /** Whether a field with that value would answer all conditions on it as this content does. */
  tells(key: string, value: Known): boolean;
  /** For people: `priority == High`, `not total.amount > 100`. */
  readonly words: readonly string[];
}
