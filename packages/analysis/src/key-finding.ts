/** What the checks find about correlation keys that are lost on the way, as plain data. */
import type { Field, Message, Reaction, Span } from '@choreo/model';
import type { FindingBase } from './finding-base.ts';

/** What the key would be needed for, by a reaction to a message that lacks it. */
export type KeyNeed =
  /** It reads or sets a state that `other` keeps by the key. */
  | { readonly kind: 'state'; readonly state: string; readonly other: Reaction }
  /** It starts or cancels a timer that `other` cancels or starts by the key. */
  | { readonly kind: 'timer'; readonly message: string; readonly other: Reaction }
  /** It emits a message with the key, by which a later one joins or finds its state. */
  | { readonly kind: 'emission'; readonly message: string; readonly later: Reaction };

export interface KeyLost extends FindingBase {
  readonly code: 'key-lost';
  /** It fires on `message`, which lacks the key. */
  readonly reaction: Reaction;
  readonly message: Message;
  readonly need: KeyNeed;
  /** As a message that led to this one has it. */
  readonly key: Field;
  /** From there to `message`: each reaction turns a message into one without the key. At least one. */
  readonly way: readonly {
    readonly reaction: Reaction;
    readonly takes: string;
    readonly gives: string;
    readonly span: Span;
  }[];
  /** Other reactions that need it of this message. */
  readonly others: readonly Reaction[];
}
