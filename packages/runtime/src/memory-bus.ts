/**
 * An in-memory broker that is stepped by hand. It delivers at least once and, on request, out of order and twice. The same
 * seed gives the same run.
 */
import type { CloudEvent } from './cloud-event.ts';
import { createRandom } from './random.ts';
import type { Channel, Transport } from './transport.ts';

export interface BusOptions {
  /** Default 1. */
  readonly seed?: number;
  /** Deliver in any order, except on ordered channels. */
  readonly unordered?: boolean;
  /** Deliver some messages twice, except on exactly-once channels. */
  readonly duplicates?: boolean;
  /** Lose some deliveries on at-most-once channels. */
  readonly losses?: boolean;
  readonly channels?: readonly Channel[];
}

export interface MemoryBus extends Transport {
  /** Delivers one pending message and waits until it is handled; false if there is none. */
  deliverNext(): Promise<boolean>;
  /** What can be delivered next in any order: of an ordered channel, the first for each service and key. */
  readonly deliverable: readonly PendingDelivery[];
  /** Delivers a chosen one: once, with another delivery after it, or not at all. False if it is not pending. */
  deliver(delivery: PendingDelivery, how?: HowDelivered): Promise<boolean>;
  readonly pending: number;
  readonly counts: { readonly delivered: number; readonly redelivered: number; readonly lost: number };
}

/** A message on its way to a service. */
export interface PendingDelivery {
  readonly service: string;
  readonly event: CloudEvent;
  /** It was delivered before. */
  readonly again: boolean;
}

/** `twice`: it is pending once more afterwards. `lost`: the service never gets it. */
export type HowDelivered = 'once' | 'twice' | 'lost';

interface Delivery extends PendingDelivery {
  readonly deliver: (event: unknown) => Promise<void>;
  /** Deliveries in the same lane keep their order. */
  readonly lane: string | undefined;
  readonly failures: number;
}

const chanceOfTwice = 0.3;
const chanceOfLoss = 0.3;
const mostFailures = 5;

export function createMemoryBus(options: BusOptions = {}): MemoryBus {
  const random = createRandom(options.seed ?? 1);
  const channels = new Map<string, Channel>();
  for (const channel of options.channels ?? []) {
    // A message on two channels goes by the first, as in runs of the model.
    for (const type of channel.carries) if (!channels.has(type)) channels.set(type, channel);
  }
  const subscribers: {
    readonly service: string;
    readonly types: readonly string[];
    readonly deliver: Delivery['deliver'];
  }[] = [];
  const pending: Delivery[] = [];
  const counts = { delivered: 0, redelivered: 0, lost: 0 };

  /** Those that are first in their lanes. */
  function deliverable(): readonly Delivery[] {
    const lanes = new Set<string>();
    return pending.filter(({ lane }) => {
      const isFirst = lane === undefined || !lanes.has(lane);
      if (lane !== undefined) lanes.add(lane);
      return isFirst;
    });
  }
  /** The next delivery: the oldest one, or any that is first in its lane. */
  function next(): Delivery | undefined {
    if (!options.unordered) return pending[0];
    const candidates = deliverable();
    return candidates[Math.floor(random.next() * candidates.length)];
  }
  function promiseOf({ event }: Delivery): NonNullable<Channel['delivery']> {
    return channels.get(event.type)?.delivery ?? 'at-least-once';
  }
  async function handOver(delivery: Delivery, how: (delivery: Delivery) => HowDelivered): Promise<void> {
    pending.splice(pending.indexOf(delivery), 1);
    try {
      await delivery.deliver(structuredClone(delivery.event));
    } catch (error) {
      if (delivery.failures + 1 >= mostFailures) throw error;
      const again = { ...delivery, failures: delivery.failures + 1 };
      // What comes behind it in its lane goes on waiting.
      if (delivery.lane === undefined) pending.push(again);
      else pending.unshift(again);
      return;
    }
    counts.delivered++;
    if (delivery.again) counts.redelivered++;
    if (how(delivery) === 'twice') pending.push({ ...delivery, lane: undefined, again: true });
  }

  return {
    counts,
    get pending() {
      return pending.length;
    },
    publish(event) {
      const channel = channels.get(event.type);
      for (const { service, types, deliver } of subscribers) {
        if (!types.includes(event.type)) continue;
        if (options.losses && channel?.delivery === 'at-most-once' && random.next() < chanceOfLoss) counts.lost++;
        // Each service gets a copy, so that no service sees changes of another.
        else
          pending.push({
            event: structuredClone(event),
            service,
            deliver,
            lane: laneOf(event, service, channel),
            again: false,
            failures: 0,
          });
      }
      return Promise.resolve();
    },
    subscribe(service, types, deliver) {
      const subscriber = { service, types, deliver };
      subscribers.push(subscriber);
      return Promise.resolve(() => {
        subscribers.splice(subscribers.indexOf(subscriber), 1);
        return Promise.resolve();
      });
    },
    async deliverNext() {
      const delivery = next();
      if (!delivery) return false;
      await handOver(delivery, handled => {
        const mayRepeat = options.duplicates && promiseOf(handled) === 'at-least-once' && !handled.again;
        return mayRepeat && random.next() < chanceOfTwice ? 'twice' : 'once';
      });
      return true;
    },
    get deliverable() {
      return deliverable();
    },
    async deliver(chosen, how = 'once') {
      const delivery = deliverable().find(candidate => candidate === chosen);
      if (!delivery) return false;
      const promise = promiseOf(delivery);
      if ((how === 'twice' && promise !== 'at-least-once') || (how === 'lost' && promise !== 'at-most-once')) {
        throw new Error(`${delivery.event.type} is delivered ${promise}, so it cannot be delivered ${how}`);
      }
      if (how === 'lost') {
        pending.splice(pending.indexOf(delivery), 1);
        counts.lost++;
      } else await handOver(delivery, () => how);
      return true;
    },
  };
}

function laneOf(event: CloudEvent, service: string, channel: Channel | undefined): string | undefined {
  if (channel?.orderedBy === undefined) return undefined;
  const { data } = event;
  const key: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, channel.orderedBy) : undefined;
  return JSON.stringify([channel.name, service, key]);
}
