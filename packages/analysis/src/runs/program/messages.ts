/** How messages travel: the variants of each message, and the slots and queues through which they reach the services. */
import type { Channel, Choreography } from '@choreo/model';
import { carriersOf } from '../../graph/channels.ts';
import type { Carriers } from '../../graph/channels.ts';
import { answeredIn } from '../waiting-entries.ts';
import { messageGraphOf } from '../../graph/message-graph.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import type { InstanceSlots } from './instance-slots.ts';
import { payloadClassesOf } from './payload-classes.ts';
import type { Counter, MessageVariant, Listener, Queue, Route } from './program-parts.ts';
import { mayRepeat } from './redeliveries.ts';
import type { Redeliveries } from './redeliveries.ts';
import { made } from './slots.ts';
import type { Slots } from './slots.ts';
import { restrict } from './tuples.ts';
import type { Tuples } from './tuples.ts';

/** Occurrences of a message that leaves the model are always counted up to this number. */
const exitsCounted = 3;

export interface MessagesOptions {
  readonly cases: number;
  /** How many messages may be delivered once more. */
  readonly redeliveries: number;
  readonly redelivered: Redeliveries['redelivered'];
  /** Messages whose occurrences are counted, and up to which number. */
  readonly counted: ReadonlyMap<string, number>;
  /** Whether messages on `at-most-once` channels may be lost. */
  readonly loss: boolean;
  /** How many others may be lost. */
  readonly losses: number;
  /** How many messages a queue of an ordered channel holds. */
  readonly queueCapacity: number;
}

/** Numbers the variants at once, and creates slots, sites and queues on first use. */
export class Messages {
  readonly #choreography: Choreography;
  readonly #options: MessagesOptions;
  readonly #instances: InstanceSlots;
  readonly #tuples: Tuples;
  readonly #slots: Slots;
  readonly #graph: MessageGraph;
  readonly #answered: ReadonlySet<string>;
  readonly #carriers: Carriers;
  readonly #variants: MessageVariant[] = [];
  readonly #variantsOf = new Map<string, readonly MessageVariant[]>();
  readonly #counters: Counter[] = [];
  readonly #tupleCounters: Counter[] = [];
  readonly #deliverySlots = new Map<string, number>();
  readonly #handledSlots = new Map<string, number>();
  readonly #queues = new Map<string, Queue>();
  readonly #lossSites = new Map<string, number>();
  readonly #budgetedLosses = new Set<number>();

  constructor(
    choreography: Choreography,
    options: MessagesOptions,
    instances: InstanceSlots,
    tuples: Tuples,
    slots: Slots,
  ) {
    this.#choreography = choreography;
    this.#options = options;
    this.#instances = instances;
    this.#tuples = tuples;
    this.#slots = slots;
    this.#graph = messageGraphOf(choreography);
    this.#carriers = carriersOf(choreography);
    this.#answered = answeredIn(choreography);
    this.#addKinds();
  }

  /** In the order of their cases, then of their messages; `MessageVariant.index` is the position. */
  get variants(): readonly MessageVariant[] {
    return this.#variants;
  }

  /** One for each message of each case that is counted. */
  get counters(): readonly Counter[] {
    return this.#counters;
  }

  /** See `Program.tupleCounters`. */
  get tupleCounters(): readonly Counter[] {
    return this.#tupleCounters;
  }

  /** Where a message is counted in one case; undefined if it is not, or if nothing emits it. */
  counterSlotOf(message: string, index: number): number | undefined {
    return this.variantsIn(message, index)[0]?.counterSlot;
  }

  /** Where it is counted with these values of its further keys; with all values, if none are passed. */
  countersOf(message: string, index: number, passed: number, places: readonly number[]): readonly number[] {
    const slots = this.variantsIn(message, index).flatMap(variant => {
      if (restrict(variant.tuple, places) !== passed) return [];
      return variant.tupleCounterSlot ?? variant.counterSlot ?? [];
    });
    return [...new Set(slots)];
  }

  /** Whether an entry answers it: then it is sent in a step of its own, so that the answer may overtake it. */
  isAnswered(message: string): boolean {
    return this.#answered.has(message);
  }

  /** The slots of the deliveries to which a route leads so far. */
  get deliverySlots(): readonly number[] {
    return [...this.#deliverySlots.values()];
  }

  /** The slots that `handledSlot` has given so far. */
  get handledSlots(): readonly number[] {
    return [...this.#handledSlots.values()];
  }

  /** The sites that `lossSite` has given so far whose losses no channel brings about by itself. */
  get budgetedLosses(): ReadonlySet<number> {
    return this.#budgetedLosses;
  }

  /** The queues that `queueOf` has given so far. */
  get queues(): readonly Queue[] {
    return [...this.#queues.values()];
  }

  /**
   * The variants of a message in one case: one for each payload class, for each of its tuples. None if nothing emits the message.
   */
  variantsIn(message: string, index: number): readonly MessageVariant[] {
    return this.#variantsOf.get(`${index} ${message}`) ?? [];
  }

  /** Those with one tuple: one for each payload class. */
  variantsWith(message: string, index: number, tuple: number): readonly MessageVariant[] {
    return this.variantsIn(message, index).filter(variant => variant.tuple === tuple);
  }

  /** The services with a reaction to a message. */
  takersOf(message: string): readonly string[] {
    const handlers = this.#graph.handlers.get(message) ?? [];
    return [...new Set(handlers.filter(({ reaction }) => reaction).map(({ participant }) => participant))];
  }

  /** Where deliveries of a variant to a service are counted; undefined if no route leads there. */
  deliverySlotOf(service: string, variant: MessageVariant): number | undefined {
    return this.#deliverySlots.get(`${service} ${variant.index}`);
  }

  /** Where it is remembered that a delivery may come once more; undefined if it may not, or if that changes nothing. */
  handledSlot(service: string, variant: MessageVariant, listeners: readonly Listener[]): number | undefined {
    if (this.#options.redeliveries === 0) return undefined;
    if (!mayRepeat(this.#channelOf(variant.message), this.#options.redelivered)) return undefined;
    if (listeners.every(({ reaction }) => reaction.idempotent)) return undefined;
    return made(this.#handledSlots, `${service} ${variant.index}`, () => this.#slots.take());
  }

  /** Where it is chosen whether a message to a service is lost; undefined if none may be. */
  lossSite(service: string, message: string): number | undefined {
    const losesByItself = this.#options.loss && this.#channelOf(message)?.delivery === 'at-most-once';
    if (this.#options.losses === 0 && !losesByItself) return undefined;
    const site = made(this.#lossSites, `${service} ${message}`, () => this.#slots.addSite('loss'));
    if (!losesByItself) this.#budgetedLosses.add(site);
    return site;
  }

  /** Whether its channel keeps the order in which its messages are published. */
  isOrdered(message: string): boolean {
    return this.#channelOf(message)?.orderedBy !== undefined;
  }

  /**
   * The queue of a service for the messages of an ordered channel, whoever publishes them; undefined if the channel keeps no
   * order, or if the service takes only one variant from it.
   */
  queueOf(to: string, variant: MessageVariant): Queue | undefined {
    const channel = this.#channelOf(variant.message);
    if (!channel?.orderedBy) return undefined;
    const together = [...new Set(channel.carries.map(({ message }) => message))].filter(
      message => this.#channelOf(message) === channel && this.takersOf(message).includes(to),
    );
    const places = this.#tuples.placeOf(channel.orderedBy.field);
    const value = restrict(variant.tuple, places);
    const variants = together
      .flatMap(message => this.variantsIn(message, variant.case))
      .filter(({ tuple }) => restrict(tuple, places) === value);
    if (variants.length < 2) return undefined;
    return made(this.#queues, `${to} ${channel.name} ${variant.case} ${value}`, () => ({
      channel: channel.name,
      to,
      case: variant.case,
      slot: this.#slots.take(this.#options.queueCapacity),
      capacity: this.#options.queueCapacity,
      variants,
    }));
  }

  /** See `InstanceSlots.linksOf`. */
  links(participant: string, message: string, index: number): readonly number[] {
    return this.#instances.linksOf(participant, message, index);
  }

  /** The route of a message that `from` publishes: to all services that take it, except `except`. */
  route(variant: MessageVariant, from: string, except?: string): Route {
    const slots: number[] = [];
    const queues: Queue[] = [];
    for (const service of this.takersOf(variant.message)) {
      if (service === except) continue;
      const queue = this.queueOf(service, variant);
      if (queue) queues.push(queue);
      else slots.push(this.#deliverySlot(service, variant));
    }
    return { variant, slots, queues, links: this.links(from, variant.message, variant.case) };
  }

  /** The first that carries it. */
  #channelOf(message: string): Channel | undefined {
    return this.#carriers.get(message)?.[0];
  }

  #deliverySlot(service: string, variant: MessageVariant): number {
    return made(this.#deliverySlots, `${service} ${variant.index}`, () => this.#slots.take());
  }

  #addKinds(): void {
    const counted = new Map([...this.#graph.exits].map(message => [message, exitsCounted]));
    for (const message of this.#answered) counted.set(message, Math.max(1, counted.get(message) ?? 0));
    for (const [message, count] of this.#options.counted) {
      counted.set(message, Math.max(count, counted.get(message) ?? 0));
    }
    for (let index = 0; index < this.#options.cases; index++) {
      for (const message of this.#graph.messages.keys()) {
        if (!this.#graph.emitters.has(message) && !this.#graph.entries.has(message)) continue;
        const counterMost = counted.get(message) ?? 0;
        const counterSlot = counterMost > 0 ? this.#slots.take() : undefined;
        if (counterSlot !== undefined)
          this.#counters.push({ message, case: index, tuple: 0, slot: counterSlot, most: counterMost });
        const variants = this.#tuples
          .of(message)
          .flatMap(tuple => this.#addKindsOf(message, index, tuple, counterSlot, counterMost));
        this.#variantsOf.set(`${index} ${message}`, variants);
      }
    }
  }

  #addKindsOf(
    message: string,
    index: number,
    tuple: number,
    counterSlot: number | undefined,
    counterMost: number,
  ): readonly MessageVariant[] {
    const tupleCounterSlot = tuple > 0 && counterMost > 0 ? this.#slots.take() : undefined;
    if (tupleCounterSlot !== undefined)
      this.#tupleCounters.push({ message, case: index, tuple, slot: tupleCounterSlot, most: counterMost });
    const variants = payloadClassesOf(this.#choreography, message).map((payloadClass, classIndex): MessageVariant => ({
      index: this.#variants.length + classIndex,
      message,
      case: index,
      tuple,
      payloadClass,
      classIndex: classIndex,
      payloadClasses: [payloadClass],
      consumed: [message],
      counterSlot,
      tupleCounterSlot,
      counterMost,
    }));
    this.#variants.push(...variants);
    return variants;
  }
}
