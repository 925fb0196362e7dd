/** What can happen next in a run. */
import type { Schedule } from '@choreo/model';
import type {
  EntrySlot,
  Listener,
  MessageVariant,
  OutcomeCode,
  Queue,
  ReactionCode,
  Route,
  TimerSlot,
} from './program-parts.ts';
import type { Making } from './tuples.ts';

interface ActionBase {
  readonly index: number;
  readonly participant: string;
  readonly case: number;
}

/** What can happen next, apart from what is chosen in it. */
export type Action =
  | (ActionBase & {
      readonly kind: 'deliver';
      readonly message: MessageVariant;
      readonly slot: number;
      /** Remembers that the delivery may come once more; undefined if it may not, or if that changes nothing. */
      readonly handledSlot: number | undefined;
      /** Where it is chosen whether the message is lost; undefined if its channel loses none. */
      readonly lossSite: number | undefined;
      readonly reactions: readonly Listener[];
    })
  | (ActionBase & {
      readonly kind: 'deliver-next';
      readonly queue: Queue;
      /** As for `deliver`; the slots and reactions by position in `queue.variants`. */
      readonly lossSite: number | undefined;
      readonly handledSlots: readonly (number | undefined)[];
      readonly reactions: readonly (readonly Listener[])[];
    })
  | (ActionBase & {
      readonly kind: 'redeliver';
      readonly message: MessageVariant;
      readonly handledSlot: number;
      readonly reactions: readonly Listener[];
    })
  | (ActionBase & {
      readonly kind: 'lose';
      readonly message: MessageVariant;
      readonly slot: number;
      readonly site: number;
    })
  | (ActionBase & { readonly kind: 'lose-next'; readonly queue: Queue; readonly site: number })
  /**
   * A message comes from outside and reaches this service first. If no service takes it, its channel is ordered, or an entry
   * answers it, it is sent only: `participant` is then the one that emits it.
   */
  | (ActionBase & {
      readonly kind: 'enter';
      readonly entry: EntrySlot;
      /** Whether it reaches no service in this step. */
      readonly isSentOnly: boolean;
      readonly classSite: number;
      readonly routes: readonly EntryRoute[];
      /** Of the messages that it answers, those that tell it the values of its further keys; undefined: as the entry says. */
      readonly passed: readonly number[] | undefined;
      /** The values of further keys that come with it. */
      readonly makes: readonly Making[];
    })
  | (ActionBase & {
      readonly kind: 'schedule';
      readonly entry: EntrySlot;
      readonly schedule: Schedule;
      readonly outcome: OutcomeCode;
    })
  | (ActionBase & {
      readonly kind: 'timer';
      readonly timer: TimerSlot;
      readonly routes: readonly Route[];
      readonly makes: readonly Making[];
      readonly classSite: number;
    })
  | (ActionBase & { readonly kind: 'give-up'; readonly reaction: ReactionCode });

export interface EntryRoute {
  readonly kind: MessageVariant;
  /** False where a scenario gives another payload. */
  readonly allowed: boolean;
  /** To the other services. */
  readonly route: Route;
  /** As for `deliver`; undefined as well if the message reaches no service in this step. */
  readonly handledSlot: number | undefined;
  readonly lossSite: number | undefined;
  readonly reactions: readonly Listener[];
}
