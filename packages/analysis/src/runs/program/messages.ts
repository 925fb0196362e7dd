/** How messages travel: the kinds of each message, and the slots and queues through which they reach the services. */
import { emissionsOf } from '@choreo/model';
import type { Channel, Choreography } from '@choreo/model';
import { messageGraphOf } from '../../graph/message-graph.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import { contentsOf } from './payload-classes.ts';
import type { Counter, Kind, Listener, Queue, Route } from './program.ts';
import { made } from './slots.ts';
import type { Slots } from './slots.ts';

/** A queue of an ordered channel holds at most so many messages. */
const queueCapacity = 8;

/** Occurrences of a message that leaves the model are counted up to this number, even if nobody asks. */
const exitsCounted = 3;

export interface MessagesOptions {
  readonly cases: number;
  readonly redeliveries: number;
  /** Messages whose occurrences somebody asks for, and how far they are counted. */
  readonly counted: ReadonlyMap<string, number>;
  /** Whether messages on `at-most-once` channels may be lost. */
  readonly loss: boolean;
}

export class Messages {
  readonly #choreography: Choreography;
  readonly #options: MessagesOptions;
  readonly #slots: Slots;
  readonly #graph: MessageGraph;
  readonly #channelOf: ReadonlyMap<string, Channel>;
  readonly #sendersOf: ReadonlyMap<string, readonly string[]>;
  readonly #kinds: Kind[] = [];
  readonly #kindsOf = new Map<string, readonly Kind[]>();
  readonly #counters: Counter[] = [];
  readonly #deliverySlots = new Map<string, number>();
  readonly #handledSlots = new Map<string, number>();
  readonly #queues = new Map<string, Queue>();
  readonly #lossSites = new Map<string, number>();

  constructor(choreography: Choreography, options: MessagesOptions, slots: Slots) {
    this.#choreography = choreography;
    this.#options = options;
    this.#slots = slots;
    this.#graph = messageGraphOf(choreography);
    this.#channelOf = channelsByMessage(choreography);
    this.#sendersOf = sendersByMessage(choreography);
    this.#addKinds();
  }

  get kinds(): readonly Kind[] {
    return this.#kinds;
  }

  get counters(): readonly Counter[] {
    return this.#counters;
  }

  /** The slots of all deliveries that have been routed so far, and of those that may come once more. */
  get deliverySlots(): readonly number[] {
    return [...this.#deliverySlots.values()];
  }

  get handledSlots(): readonly number[] {
    return [...this.#handledSlots.values()];
  }

  /** The queues through which messages have been routed so far. */
  get queues(): readonly Queue[] {
    return [...this.#queues.values()];
  }

  /** The kinds of a message in one case: one for each content. None where nothing emits the message. */
  kindsIn(message: string, index: number): readonly Kind[] {
    return this.#kindsOf.get(`${index} ${message}`) ?? [];
  }

  /** The services with a reaction to a message. */
  takersOf(message: string): readonly string[] {
    const handlers = this.#graph.handlers.get(message) ?? [];
    return [...new Set(handlers.filter(({ reaction }) => reaction).map(({ participant }) => participant))];
  }

  /** Where deliveries of a kind to a service are counted; undefined where no route leads there. */
  deliverySlotOf(service: string, kind: Kind): number | undefined {
    return this.#deliverySlots.get(`${service} ${kind.index}`);
  }

  /** Where it is remembered that a delivery may come once more; undefined where it may not, or where that changes nothing. */
  handledSlot(service: string, kind: Kind, listeners: readonly Listener[]): number | undefined {
    if (this.#options.redeliveries === 0) return undefined;
    const delivery = this.#channelOf.get(kind.message)?.delivery ?? 'at-least-once';
    if (delivery !== 'at-least-once') return undefined;
    if (listeners.every(({ reaction }) => reaction.idempotent)) return undefined;
    return made(this.#handledSlots, `${service} ${kind.index}`, () => this.#slots.take());
  }

  /** Where it is chosen whether a message to a service is lost; undefined where its channel loses none. */
  lossSite(service: string, message: string): number | undefined {
    if (!this.#options.loss || this.#channelOf.get(message)?.delivery !== 'at-most-once') return undefined;
    return made(this.#lossSites, `${service} ${message}`, () => this.#slots.addSite('loss'));
  }

  /**
   * The queue through which a message goes from one participant to another; undefined where its channel keeps no order, or
   * where the sender sends the other only one kind of message on it.
   */
  queueBetween(from: string, to: string, kind: Kind): Queue | undefined {
    const channel = this.#channelOf.get(kind.message);
    if (!channel?.orderedBy) return undefined;
    const together = [...new Set(channel.carries.map(({ message }) => message))].filter(
      message => this.#sendersOf.get(message)?.includes(from) && this.takersOf(message).includes(to),
    );
    const kinds = together.flatMap(message => this.kindsIn(message, kind.case));
    if (kinds.length < 2) return undefined;
    return made(this.#queues, `${from} ${to} ${channel.name} ${kind.case}`, () => ({
      from,
      to,
      case: kind.case,
      slot: this.#slots.take(queueCapacity),
      capacity: queueCapacity,
      kinds,
    }));
  }

  /** Where a message goes that `sender` publishes: to all services that take it, but not to `except`. */
  route(sender: string, kind: Kind, except?: string): Route {
    const slots: number[] = [];
    const queues: Queue[] = [];
    for (const service of this.takersOf(kind.message)) {
      if (service === except) continue;
      const queue = this.queueBetween(sender, service, kind);
      if (queue) queues.push(queue);
      else slots.push(this.#deliverySlot(service, kind));
    }
    return { kind, slots, queues };
  }

  #deliverySlot(service: string, kind: Kind): number {
    return made(this.#deliverySlots, `${service} ${kind.index}`, () => this.#slots.take());
  }

  #addKinds(): void {
    const counted = new Map([...this.#graph.exits].map(message => [message, exitsCounted]));
    for (const [message, count] of this.#options.counted) {
      counted.set(message, Math.max(count, counted.get(message) ?? 0));
    }
    for (let index = 0; index < this.#options.cases; index++) {
      for (const message of this.#graph.messages.keys()) {
        if (!this.#graph.emitters.has(message) && !this.#graph.entries.has(message)) continue;
        const counterMost = counted.get(message) ?? 0;
        const counterSlot = counterMost > 0 ? this.#slots.take() : undefined;
        if (counterSlot !== undefined)
          this.#counters.push({ message, case: index, slot: counterSlot, most: counterMost });
        this.#kindsOf.set(`${index} ${message}`, this.#addKindsOf(message, index, counterSlot, counterMost));
      }
    }
  }

  #addKindsOf(message: string, index: number, counterSlot: number | undefined, counterMost: number): readonly Kind[] {
    const kinds = contentsOf(this.#choreography, message).map((content, contentIndex): Kind => ({
      index: this.#kinds.length + contentIndex,
      message,
      case: index,
      content,
      contentIndex,
      contents: [content],
      consumed: [message],
      counterSlot,
      counterMost,
    }));
    this.#kinds.push(...kinds);
    return kinds;
  }
}

/** The channel of each message: the first that carries it. */
function channelsByMessage({ channels }: Choreography): ReadonlyMap<string, Channel> {
  const channelOf = new Map<string, Channel>();
  for (const channel of channels) {
    for (const { message } of channel.carries) if (!channelOf.has(message)) channelOf.set(message, channel);
  }
  return channelOf;
}

function sendersByMessage({ participants }: Choreography): ReadonlyMap<string, readonly string[]> {
  const senders = new Map<string, string[]>();
  for (const { name, emits, reactions, schedules } of participants) {
    const sent = [...emits, ...[...reactions, ...schedules].flatMap(source => emissionsOf(source))];
    for (const { message } of sent) made(senders, message, () => []).push(name);
  }
  return senders;
}
