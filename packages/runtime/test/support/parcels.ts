/** A few contracts and a bus to deliver them by hand, for the runtime's tests. */
import { z } from 'zod';
import {
  createMemoryBus,
  createMemoryStore,
  createRandom,
  createVirtualClock,
  type AnyService,
  type BusOptions,
  type CloudEvent,
  type Contract,
  type DeadLetter,
  type MemoryBus,
  type MemoryStore,
  type Observer,
  type ServiceOptions,
  type VirtualClock,
} from '../../src/index.ts';
import { createEvent } from '../../src/step.ts';

export interface Parcel {
  readonly id: string;
  readonly weight: number;
}

function contract(name: string): Contract<Parcel> {
  return { name, type: `Test.${name}`, key: ['id'], schema: z.object({ id: z.string(), weight: z.number() }) };
}

export const Sent = contract('Sent');
export const Paid = contract('Paid');
export const Arrived = contract('Arrived');
export const Lost = contract('Lost');
export const Reminder = contract('Reminder');

export interface Bench {
  readonly bus: MemoryBus;
  readonly clock: VirtualClock;
  readonly store: MemoryStore;
  readonly letters: DeadLetter[];
  readonly drops: string[];
  /** What the service published, by the name of the message. */
  readonly published: CloudEvent[];
  /** Publishes a message in the name of somebody outside. */
  send(contract: Contract<Parcel>, payload: Partial<Parcel>, from?: Partial<CloudEvent>): Promise<CloudEvent>;
  /** Delivers what is pending; time stands still. */
  deliver(): Promise<void>;
  /** Delivers, lets time pass, and so on. */
  rest(): Promise<void>;
  names(): readonly string[];
}

export async function bench(
  service: AnyService,
  options: BusOptions & { readonly service?: Partial<ServiceOptions>; readonly observer?: Observer } = {},
): Promise<Bench> {
  const clock = createVirtualClock();
  const bus = createMemoryBus({ clock, ...options });
  const random = createRandom(1);
  const store = createMemoryStore();
  const letters: DeadLetter[] = [];
  const drops: string[] = [];
  const published: CloudEvent[] = [];
  await service.start({
    transport: bus,
    clock,
    random,
    store,
    onDeadLetter: letter => void letters.push(letter),
    observer: {
      ...options.observer,
      onStep: step => {
        published.push(...step.fired.flatMap(({ emitted }) => emitted));
        options.observer?.onStep?.(step);
      },
      onDrop: ({ event, why }) => void drops.push(`${event.type}: ${why}`),
    },
    ...options.service,
  });
  const deliver = async (): Promise<void> => {
    while (await bus.deliverNext());
  };
  return {
    bus,
    clock,
    store,
    letters,
    drops,
    published,
    deliver,
    async send(message, payload, from) {
      const origin = { source: '/Test/Outside', now: clock.now(), newId: () => random.id() };
      const event = { ...createEvent(message, { id: 'p1', weight: 1, ...payload }, origin, undefined), ...from };
      await bus.publish(event);
      return event;
    },
    async rest() {
      do await deliver();
      while (await clock.advance());
    },
    names: () => published.map(({ type }) => type.replace('Test.', '')),
  };
}
