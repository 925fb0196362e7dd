/** What a step reports to an observer of the run. */
import type { Alternative, Reaction } from '@choreo/model';
import type { MessageVariant } from './program/program-parts.ts';

/** Is called with what happens in a step, to describe it to people. */
export interface Observer {
  /** Is called before the parts of an outcome. `reaction` is the id of a reaction or schedule. */
  fires(reaction: string, because: Because, consumed: readonly string[]): void;
  takes(alternative: Alternative): void;
  collects(reaction: Reaction): void;
  /** The reaction needs an instance, and the message finds none. */
  misses(reaction: Reaction): void;
  publishes(variant: MessageVariant): void;
  starts(message: string): void;
  cancels(message: string): void;
  /** A message comes, in this payload class. */
  receives(variant: MessageVariant): void;
  /** A message from outside is lost on its way to the first service. */
  loses(variant: MessageVariant): void;
}

export type Because = 'trigger' | 'limit' | 'refused' | 'give-up' | 'timer' | 'schedule';
