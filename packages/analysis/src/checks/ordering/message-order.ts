/** Which messages a channel keeps in order, and which it could. */
import { namesOf } from '@choreo/model';
import type { Channel, Choreography, MessageRef, Names, Reaction, Span } from '@choreo/model';
import { carriersOf } from '../../graph/channels.ts';
import type { Carriers } from '../../graph/channels.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import type { FindingBase } from '../../typing/finding-base.ts';

export class MessageOrder {
  readonly #graph: MessageGraph;
  readonly #names: Names;
  readonly #carriers: Carriers;
  readonly #actors: ReadonlySet<string>;

  constructor(choreography: Choreography, graph: MessageGraph) {
    this.#graph = graph;
    this.#names = namesOf(choreography);
    this.#carriers = carriersOf(choreography);
    this.#actors = new Set(choreography.participants.filter(({ kind }) => kind === 'actor').map(({ name }) => name));
  }

  /** Whether one service sends both on one channel that keeps the order of what a service sends to another. */
  isKept(one: string, other: string): boolean {
    if (this.#emitterOf(one, other) === undefined) return false;
    const shared = this.#carriers.get(other) ?? [];
    return (this.#carriers.get(one) ?? []).some(channel => channel.orderedBy && shared.includes(channel));
  }

  orderable(one: string, other: string): OrderSensitive['orderable'] {
    const emitter = this.#emitterOf(one, other);
    const key = emitter === undefined ? undefined : this.#sharedKey(one, other);
    if (emitter === undefined || key === undefined || this.isKept(one, other)) return undefined;
    const [ofOne = [], ofOther = []] = [this.#carriers.get(one), this.#carriers.get(other)];
    const channel = ofOne.find(candidate => ofOther.includes(candidate));
    if (!channel) return ofOne.length + ofOther.length === 0 ? { key, emitter } : undefined;
    // The other messages of the channel need the field as well.
    const hasKey = channel.carries.every(({ message }) => this.#keysOf(message).includes(key));
    return hasKey && !channel.orderedBy ? { key, emitter, channel } : undefined;
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

  /** The only participant that emits both. */
  #emitterOf(one: string, other: string): string | undefined {
    const deeds = [...(this.#graph.emitters.get(one) ?? []), ...(this.#graph.emitters.get(other) ?? [])];
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
  /** One service sends both, and a channel could keep them in order by this key that they share. */
  readonly orderable?: { readonly key: string; readonly emitter: string; readonly channel?: Channel };
}
