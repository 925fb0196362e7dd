/** Which messages a channel keeps in order, and which it could. */
import { namesOf } from '@choreo/model';
import type { Channel, Choreography, MessageRef, Names, Reaction, Span } from '@choreo/model';
import { carriersOf } from '../../graph/channels.ts';
import type { Carriers } from '../../graph/channels.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import type { FindingBase } from '../../typing/finding-base.ts';
import type { Precedence } from './precedence.ts';

export class MessageOrder {
  readonly #graph: MessageGraph;
  readonly #names: Names;
  readonly #carriers: Carriers;
  readonly #actors: ReadonlySet<string>;
  readonly #precedence: Precedence;

  constructor(choreography: Choreography, graph: MessageGraph, precedence: Precedence) {
    this.#graph = graph;
    this.#names = namesOf(choreography);
    this.#carriers = carriersOf(choreography);
    this.#precedence = precedence;
    this.#actors = new Set(choreography.participants.filter(({ kind }) => kind === 'actor').map(({ name }) => name));
  }

  /** Whether one ordered channel carries both, and `late` is published before `early`. */
  isKept(late: string, early: string): boolean {
    const shared = this.#carriers.get(early) ?? [];
    const isOrdered = (this.#carriers.get(late) ?? []).some(channel => channel.orderedBy && shared.includes(channel));
    return isOrdered && this.#isPublishedFirst(late, early);
  }

  orderable(late: string, early: string): OrderSensitive['orderable'] {
    const key = this.#sharedKey(late, early);
    if (key === undefined || this.isKept(late, early) || !this.#isPublishedFirst(late, early)) return undefined;
    const [ofLate = [], ofEarly = []] = [this.#carriers.get(late), this.#carriers.get(early)];
    const channel = ofLate.find(candidate => ofEarly.includes(candidate));
    if (!channel) return ofLate.length + ofEarly.length === 0 ? { key, emitter: this.#emitterOf(late) } : undefined;
    // The other messages of the channel need the field as well.
    const hasKey = channel.carries.every(({ message }) => this.#keysOf(message).includes(key));
    return hasKey && !channel.orderedBy ? { key, channel } : undefined;
  }

  /** One participant publishes both, so that their order is meant; or one cannot come without the other. */
  #isPublishedFirst(late: string, early: string): boolean {
    const emitter = this.#emitterOf(late, early);
    return emitter !== undefined || !this.#precedence.canComeWithoutMessage(early, late);
  }

  isRequestFromOutside(message: string): boolean {
    const emitters = this.#graph.emitters.get(message) ?? [];
    return (
      this.#names.messages.get(message)?.kind === 'command' &&
      emitters.every(({ participant }) => this.#actors.has(participant))
    );
  }

  /** Whether only schedules, and entries that come any number of times, emit it. */
  comesAgain(message: string): boolean {
    const emitters = this.#graph.emitters.get(message) ?? [];
    const isEntry = emitters.length > 0 && emitters.every(({ reaction }) => reaction === undefined);
    return isEntry && this.#graph.entries.get(message)?.bounded === false;
  }

  /** The only participant that emits them. */
  #emitterOf(...messages: readonly string[]): string | undefined {
    const deeds = messages.flatMap(message => this.#graph.emitters.get(message) ?? []);
    const [first] = deeds;
    return deeds.every(({ participant }) => participant === first?.participant) ? first?.participant : undefined;
  }

  #sharedKey(one: string, other: string): string | undefined {
    const keys = this.#keysOf(other);
    return this.#keysOf(one).find(key => keys.includes(key));
  }

  #keysOf(message: string): readonly string[] {
    const declaration = this.#names.messages.get(message);
    const fields = declaration ? this.#names.allFields(declaration) : [];
    return fields.filter(({ key }) => key).map(({ name }) => name);
  }
}

/** A message that arrives too early, and what it overtakes. */
export interface Overtaking {
  /** The message that may come first, as the reaction names it. */
  readonly early: MessageRef;
  /** The reaction that should have fired before. */
  readonly before: Reaction;
  /** The message that it takes. */
  readonly late: MessageRef;
  /** The place at which it sets the state or starts the timer. */
  readonly span: Span;
}

export interface OrderSensitive extends FindingBase {
  readonly code: 'order-sensitive';
  readonly reaction: Reaction;
  readonly overtaking: Overtaking;
  readonly problem:
    /** The early message meets the initial state, and nothing happens. */
    | { readonly kind: 'dropped'; readonly state: string }
    /** Both set the state, whatever it was: the last one counts. */
    | { readonly kind: 'last-write'; readonly state: string }
    /** The early message cancels a timer that is only started afterwards. */
    | { readonly kind: 'timer'; readonly timer: string };
  /** A channel could keep them in order by this key that they share: one that carries both, or a new one. */
  readonly orderable?:
    | { readonly key: string; readonly channel: Channel }
    /** `emitter`: the only one who publishes the message that is to come first. */
    | { readonly key: string; readonly channel?: undefined; readonly emitter: string | undefined };
}
