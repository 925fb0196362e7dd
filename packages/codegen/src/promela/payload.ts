/** What is known of what a message carries while the text is written. */
import type { Constant } from './constant.ts';
import type { Interval } from './interval.ts';

export interface Payload {
  /** By the path of a field. */
  readonly samples: ReadonlyMap<string, Sample>;
  /** How the sides of a relation lie to one another, by its key; where the samples do not tell. */
  readonly orders: ReadonlyMap<string, Order>;
}

/** Payloads that answer all questions of the model alike, by one of them. */
export interface PayloadClass extends Payload {
  /** The answers, for people: `priority == High`, `not total > 100`. */
  readonly words: readonly string[];
}

export interface Sample {
  readonly value: Constant;
  /** The field has this value; otherwise it has one that no comparison of the field distinguishes from it. */
  readonly isExact: boolean;
  /** Where the number lies, if others are worked out from it or it is worked out itself. */
  readonly within?: Interval;
}

/** `apart`: one of the two is missing, so that they are not equal, and neither is more. */
export type Order = 'less' | 'equal' | 'more' | 'apart';
