/** Events and commands: what services exchange. */
import type { Declaration } from './declaration.ts';
import type { BaseRef, Field } from './payload.ts';
import type { Span } from './span.ts';

/** `event Name { … }` or `command Name { … }`. */
export interface Message extends Declaration {
  readonly kind: 'event' | 'command';
  /**
   * How the rest of the model names it: the bare name where this choreography declares it, `Billing.Invoiced` where it
   * comes from a used one.
   */
  readonly id: string;
  /** The choreography that declares it. */
  readonly choreography: string;
  /** Its own fields; inherited ones are reached through `base` (see `allFields`). */
  readonly fields: readonly Field[];
  readonly base?: BaseRef;
}

/** One place where a message is named. */
export interface MessageRef {
  /** The id of a message. */
  readonly message: string;
  readonly span: Span;
}
