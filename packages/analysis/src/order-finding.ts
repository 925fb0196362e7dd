/** What the checks find about messages that come in another order, or once more. */
import type { Channel, MessageRef, Reaction, Span } from '@choreo/model';
import type { FindingBase } from './finding-base.ts';

/** What comes too early, and what it overtakes. */
export interface Overtaking {
  /** The message that may come first, as the reaction names it. */
  readonly early: MessageRef;
  /** The reaction that should have fired before. */
  readonly before: Reaction;
  /** The message that it takes. */
  readonly late: MessageRef;
  /** Where it sets the state or starts the timer. */
  readonly span: Span;
}

export interface OrderSensitive extends FindingBase {
  readonly code: 'order-sensitive';
  readonly reaction: Reaction;
  readonly overtaking: Overtaking;
  readonly problem:
    /** The early message finds the state as it was at first, and nothing happens. */
    | { readonly kind: 'dropped'; readonly state: string }
    /** Both set the state whatever it was: the last one counts. */
    | { readonly kind: 'last-write'; readonly state: string }
    /** The early message cancels a timer that is only started afterwards. */
    | { readonly kind: 'timer'; readonly timer: string };
  /** One service sends both, and a channel could keep them in order by this key that they share. */
  readonly orderable?: { readonly key: string; readonly emitter: string; readonly channel?: Channel };
}

export interface NotIdempotent extends FindingBase {
  readonly code: 'not-idempotent';
  readonly reaction: Reaction;
  /** Messages that may be delivered twice, with the channel that says so, if one does. */
  readonly redelivered: readonly { readonly ref: MessageRef; readonly channel?: Channel }[];
  /** What happens twice, as far as it is named: events, then states. */
  readonly emits: readonly string[];
  readonly sets: readonly string[];
}
