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
  readonly pending: number;
  readonly counts: { readonly delivered: number; readonly redelivered: number; readonly lost: number };
}

interface Delivery {
  readonly event: CloudEvent;
  readonly service: string;
  readonly deliver: (event: unknown) => Promise<void>;
  /** Deliveries in the same lane keep their order. */
  readonly lane: string | undefined;
  readonly again: boolean;
  readonly failures: number;
}

const chanceOfTwice = 0.3;
const chanceOfLoss = 0.3;
const mostFailures = 5;

export function createMemoryBus(options: BusOptions = {}): MemoryBus {
  const random = createRandom(options.seed ?? 1);
  const channels = new Map(options.channels?.flatMap(channel => channel.carries.map(type => [type, channel])) ?? []);
  const subscribers: {
    readonly service: string;
    readonly types: readonly string[];
    readonly deliver: Delivery['deliver'];
  }[] = [];
  const pending: Delivery[] = [];
  const counts = { delivered: 0, redelivered: 0, lost: 0 };

  /** The next delivery: the oldest one, or any that is first in its lane. */
  function take(): Delivery | undefined {
    if (!options.unordered) return pending.shift();
    const lanes = new Set<string>();
    const candidates: number[] = [];
    for (const [index, { lane }] of pending.entries()) {
      if (lane === undefined || !lanes.has(lane)) candidates.push(index);
      if (lane !== undefined) lanes.add(lane);
    }
    const index = candidates[Math.floor(random.next() * candidates.length)];
    return index === undefined ? undefined : pending.splice(index, 1)[0];
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
      const delivery = take();
      if (!delivery) return false;
      try {
        await delivery.deliver(structuredClone(delivery.event));
      } catch (error) {
        if (delivery.failures + 1 >= mostFailures) throw error;
        const again = { ...delivery, failures: delivery.failures + 1 };
        // What comes behind it in its lane goes on waiting.
        if (delivery.lane === undefined) pending.push(again);
        else pending.unshift(again);
        return true;
      }
      counts.delivered++;
      if (delivery.again) counts.redelivered++;
      const promise = channels.get(delivery.event.type)?.delivery ?? 'at-least-once';
      const mayRepeat = options.duplicates && promise === 'at-least-once' && !delivery.again;
      if (mayRepeat && random.next() < chanceOfTwice) pending.push({ ...delivery, lane: undefined, again: true });
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
