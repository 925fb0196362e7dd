import { expect, test } from 'vitest';
import { createMemoryBus, finished, type BusOptions, type CloudEvent, type Delivered } from '../src/index.ts';

/** The outcome of the work does not matter here. */
const done = (_work: unknown): Promise<Delivered> => Promise.resolve(finished);

async function run(options: BusOptions, events: readonly CloudEvent[]): Promise<readonly string[]> {
  const bus = createMemoryBus(options);
  const got: string[] = [];
  await bus.subscribe('Reader', ['T', 'U'], delivered => done(got.push((delivered as CloudEvent).id)));
  for (const each of events) await bus.publish(each);
  while (await bus.deliverNext());
  return got;
}

function event(id: string, type = 'T', key = 'k'): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: '/s',
    type,
    time: '',
    datacontenttype: 'application/json',
    correlationid: id,
    data: { key },
  };
}

const ten = Array.from({ length: 10 }, (_, index) => event(String(index)));
const ids = ten.map(({ id }) => id);

test('in order and once, unless asked otherwise', async () => {
  expect(await run({}, ten)).toEqual(ids);
});

test('out of order by seed: the same seed gives the same order, another one another', async () => {
  const first = await run({ unordered: true, seed: 3 }, ten);
  expect(first).not.toEqual(ids);
  expect([...first].sort()).toEqual(ids);
  expect(await run({ unordered: true, seed: 3 }, ten)).toEqual(first);
  expect(await run({ unordered: true, seed: 4 }, ten)).not.toEqual(first);
});

test('twice by seed: some come again, none is lost', async () => {
  const got = await run({ duplicates: true, seed: 5 }, ten);
  expect(got.length).toBeGreaterThan(10);
  expect(got.length).toBeLessThanOrEqual(20);
  expect(new Set(got)).toEqual(new Set(ids));
});

test('an ordered channel keeps the order within one value of its field', async () => {
  const events = Array.from({ length: 40 }, (_, index) => event(String(index), 'T', index % 2 === 0 ? 'even' : 'odd'));
  const channels = [{ name: 'c', carries: ['T'], orderedBy: 'key' }];
  for (let seed = 1; seed <= 20; seed++) {
    const got = (await run({ unordered: true, seed, channels }, events)).map(Number);
    for (const parity of [0, 1]) {
      const lane = got.filter(number => number % 2 === parity);
      expect(lane).toEqual([...lane].sort((a, b) => a - b));
    }
    expect(got).not.toEqual([...got].sort((a, b) => a - b));
  }
});

test('exactly-once is not repeated; at-most-once may get lost, when asked for', async () => {
  const exactly = [{ name: 'c', carries: ['T'], delivery: 'exactly-once' }] as const;
  expect(await run({ duplicates: true, seed: 5, channels: exactly }, ten)).toEqual(ids);
  const atMost = [{ name: 'c', carries: ['T'], delivery: 'at-most-once' }] as const;
  expect(await run({ duplicates: true, seed: 5, channels: atMost }, ten)).toEqual(ids);
  const got = await run({ losses: true, seed: 5, channels: atMost }, ten);
  expect(got.length).toBeLessThan(10);
  expect(await run({ losses: true, seed: 5 }, ten)).toEqual(ids);
});

test('every subscriber gets a copy of its own', async () => {
  const bus = createMemoryBus();
  const got: unknown[] = [];
  await bus.subscribe('Vandal', ['T'], delivered =>
    done(Reflect.set((delivered as CloudEvent<object>).data, 'key', 'spoilt')),
  );
  await bus.subscribe('Reader', ['T'], delivered => done(got.push((delivered as CloudEvent).data)));
  await bus.publish(event('1'));
  while (await bus.deliverNext());
  expect(got).toEqual([{ key: 'k' }]);
});

test('a delivery that is rejected comes again, a few times', async () => {
  const bus = createMemoryBus();
  let calls = 0;
  await bus.subscribe('Sick', ['T'], () => {
    calls++;
    return Promise.reject(new Error('no'));
  });
  await bus.publish(event('1'));
  await expect(
    (async () => {
      while (await bus.deliverNext());
    })(),
  ).rejects.toThrow('no');
  expect(calls).toBe(5);
});

test('an ordered channel keeps the order of what different services publish, and of what failed at first', async () => {
  const events = ten.map((one, index) => ({ ...one, source: `/${index % 3}` }));
  const channels = [{ name: 'c', carries: ['T'], orderedBy: 'key' }];
  for (let seed = 1; seed <= 5; seed++) {
    const bus = createMemoryBus({ unordered: true, seed, channels });
    const got: string[] = [];
    const failed = new Set<string>();
    await bus.subscribe('Reader', ['T'], delivered => {
      const { id } = delivered as CloudEvent;
      if (Number(id) % 4 === 1 && !failed.has(id)) {
        failed.add(id);
        return Promise.reject(new Error('not now'));
      }
      return done(got.push(id));
    });
    for (const each of events) await bus.publish(each);
    while (await bus.deliverNext());
    expect(got).toEqual(ids);
  }
});

test('a message on two channels goes by the first', async () => {
  const ordered = { name: 'first', carries: ['T'], orderedBy: 'key' };
  const other = { name: 'second', carries: ['T', 'U'] };
  for (let seed = 1; seed <= 5; seed++) {
    expect(await run({ unordered: true, seed, channels: [ordered, other] }, ten)).toEqual(ids);
    expect(await run({ unordered: true, seed, channels: [other, ordered] }, ten)).not.toEqual(ids);
  }
});
