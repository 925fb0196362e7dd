import { expect, test } from 'vitest';
import {
  createMemoryStore,
  createVirtualClock,
  defineService,
  publish,
  reaction,
  single,
  works,
  type CloudEvent,
  type Store,
  type Transport,
} from '../src/index.ts';
import { createMemoryBus } from '../src/memory-bus.ts';
import { Arrived, bench, Sent, type Parcel } from './support/parcels.ts';

const service = defineService({
  choreography: 'Test',
  name: 'Post',
  state: {},
  reactions: [
    reaction<Parcel, Readonly<Record<never, never>>>({
      name: 'carry',
      on: single(Sent),
      run: works(
        () => undefined,
        parcel => [publish(Arrived, parcel)],
      ),
    }),
  ],
  entries: {},
});

test('what the broker does not take stays in the outbox and goes out later, once', async () => {
  const bus = createMemoryBus();
  const clock = createVirtualClock();
  const store = createMemoryStore();
  const taken: string[] = [];
  let isDown = false;
  const transport: Transport = {
    subscribe: bus.subscribe,
    publish(event) {
      if (isDown) return Promise.reject(new Error('broker is down'));
      taken.push(event.type);
      return bus.publish(event);
    },
  };
  await service.start({ transport, clock, store });
  await bus.publish(sent('e1'));
  isDown = true;
  await bus.deliverNext();
  expect(await store.unpublished()).toHaveLength(1);
  await clock.advance();
  expect(taken).toEqual([]);
  isDown = false;
  await clock.advance();
  expect(taken).toEqual(['Test.Arrived']);
  expect(await store.unpublished()).toEqual([]);
  expect(clock.pending).toBe(0);
});

test('what is committed later does not overtake what the broker has not taken', async () => {
  const bus = createMemoryBus();
  const clock = createVirtualClock();
  const store = createMemoryStore();
  const taken: string[] = [];
  let refusals = 1;
  const transport: Transport = {
    subscribe: bus.subscribe,
    publish(event) {
      if (refusals-- > 0) return Promise.reject(new Error('broker is down'));
      taken.push(event.causationid ?? '');
      return bus.publish(event);
    },
  };
  const running = await service.start({ transport, clock, store });
  for (const id of ['e1', 'e2', 'e3']) {
    await bus.publish(sent(id));
    await bus.deliverNext();
  }
  expect(taken).toEqual([]);
  await clock.advance();
  expect(taken).toEqual(['e1', 'e2', 'e3']);
  await bus.publish(sent('e4'));
  await bus.deliverNext();
  refusals = 2;
  await bus.publish(sent('e5'));
  await bus.deliverNext();
  await expect(running.flush()).rejects.toThrow('down');
  await bus.publish(sent('e6'));
  await bus.deliverNext();
  await running.flush();
  expect(taken).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6']);
});

test('a restart publishes what the last run had committed', async () => {
  const store = createMemoryStore();
  await store.commit({ cases: new Map(), links: [], outbox: [{ ...sent('left'), type: 'Test.Arrived' }] });
  const published: string[] = [];
  await service.start({
    store,
    clock: createVirtualClock(),
    transport: {
      publish: event => Promise.resolve(void published.push(event.id)),
      subscribe: () => Promise.resolve(() => Promise.resolve()),
    },
  });
  expect(published).toEqual(['left']);
});

test('a delivery that cannot be committed comes again, and nothing of it went out', async () => {
  const memory = createMemoryStore();
  let failures = 1;
  const store: Store = {
    ...memory,
    commit: commit => (failures-- > 0 ? Promise.reject(new Error('disk full')) : memory.commit(commit)),
  };
  const b = await bench(service, { service: { store } });
  await b.send(Sent, {});
  await b.deliver();
  expect(b.names()).toEqual(['Arrived']);
  expect(b.bus.counts.delivered).toBe(1);
  expect(b.letters).toEqual([]);
});

function sent(id: string): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: '/Test/Outside',
    type: 'Test.Sent',
    time: '2026-01-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    correlationid: id,
    data: { id: 'p1', weight: 1 },
  };
}
