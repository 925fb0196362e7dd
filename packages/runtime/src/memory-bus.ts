/**
 * An in-memory broker that is stepped by hand. It delivers at least once and, on request, out of order and twice. The same
 * seed gives the same run.
 */
import type { Clock } from './clock.ts';
import type { CloudEvent } from './cloud-event.ts';
import { createRandom } from './random.ts';
import type { Channel, Deliver, Transport } from './transport.ts';

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
  /** Times the pauses of refused messages. Without a clock, they are delivered again once something else has been taken. */
  readonly clock?: Pick<Clock, 'now' | 'schedule'>;
}

export interface MemoryBus extends Transport {
  /** Delivers one pending message and waits until it is handled; false if there is none, or if all of them have to wait. */
  deliverNext(): Promise<boolean>;
  /** What can be delivered next in any order: of an ordered channel, the first for each service and key. Nothing that has to wait. */
  readonly deliverable: readonly PendingDelivery[];
  /** Delivers a chosen one: once, with another delivery after it, or not at all. False if it is not pending. */
  deliver(delivery: PendingDelivery, how?: HowDelivered): Promise<boolean>;
  readonly pending: number;
  /** Those of them that were refused, and whose pauses are not over. */
  readonly paused: number;
  /** Those, and what is ordered behind them. */
  readonly waiting: number;
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
  readonly deliver: Deliver;
  /** Deliveries in the same lane keep their order. */
  readonly lane: string | undefined;
  readonly failures: number;
  readonly refusals: number;
  /** It was refused, and its pause is not over. */
  isPaused: boolean;
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

  /** Those that are first in their lanes, and need not wait. */
  function deliverable(): readonly Delivery[] {
    const lanes = new Set<string>();
    return pending.filter(({ lane, isPaused }) => {
      const isFirst = lane === undefined || !lanes.has(lane);
      if (lane !== undefined) lanes.add(lane);
      return isFirst && !isPaused;
    });
  }
  /** The next delivery: the oldest one, or any, of those that are first in their lanes and need not wait. */
  function next(): Delivery | undefined {
    const candidates = deliverable();
    if (!options.unordered) return candidates[0];
    return candidates[Math.floor(random.next() * candidates.length)];
  }
  function promiseOf({ event }: Delivery): NonNullable<Channel['delivery']> {
    return channels.get(event.type)?.delivery ?? 'at-least-once';
  }
  /** It keeps its place, so that what is ordered behind it waits too. */
  function putBack(delivery: Delivery, pause: number): void {
    const behind = pending.findIndex(({ lane }) => lane !== undefined && lane === delivery.lane);
    const again = { ...delivery, refusals: delivery.refusals + 1, isPaused: true };
    pending.splice(behind < 0 ? pending.length : behind, 0, again);
    options.clock?.schedule(options.clock.now() + pause, () => {
      again.isPaused = false;
      return Promise.resolve();
    });
  }
  function goOn(): void {
    if (!options.clock) for (const delivery of pending) delivery.isPaused = false;
  }
  async function handOver(delivery: Delivery, how: (delivery: Delivery) => HowDelivered): Promise<void> {
    pending.splice(pending.indexOf(delivery), 1);
    try {
      const delivered = await delivery.deliver(structuredClone(delivery.event), delivery.refusals);
      if (delivered.kind === 'refused') {
        putBack(delivery, delivered.pause);
        return;
      }
    } catch (error) {
      if (delivery.failures + 1 >= mostFailures) throw error;
      const again = { ...delivery, failures: delivery.failures + 1 };
      // What comes behind it in its lane goes on waiting.
      if (delivery.lane === undefined) pending.push(again);
      else pending.unshift(again);
      return;
    }
    goOn();
    counts.delivered++;
    if (delivery.again) counts.redelivered++;
    if (how(delivery) === 'twice') pending.push({ ...delivery, lane: undefined, again: true, refusals: 0 });
  }

  return {
    counts,
    get pending() {
      return pending.length;
    },
    get paused() {
      return pending.filter(({ isPaused }) => isPaused).length;
    },
    get waiting() {
      const lanes = new Set(pending.flatMap(({ lane, isPaused }) => (isPaused && lane !== undefined ? [lane] : [])));
      return pending.filter(({ lane, isPaused }) => isPaused || (lane !== undefined && lanes.has(lane))).length;
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
            refusals: 0,
            isPaused: false,
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
