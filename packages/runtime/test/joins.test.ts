import { expect, test } from 'vitest';
import {
  all,
  choose,
  defineService,
  join,
  picks,
  publish,
  works,
  type AnyOf,
  type Chosen,
  type Joined,
} from '../src/index.ts';
import { Arrived, bench, Lost, Paid, Sent, type Parcel } from './support/parcels.ts';

const on = { Sent, Paid };
type None = Readonly<Record<never, never>>;

interface Options {
  readonly within?: number;
  readonly times?: number;
  readonly whenEach?: (trigger: AnyOf<typeof on>) => boolean;
  readonly when?: (joined: Joined<typeof on>) => boolean;
  readonly seen?: unknown[];
}

function shipping({ within, times, whenEach, when, seen = [] }: Options = {}) {
  interface Emit {
    readonly Arrived: () => Chosen<'Post.join', 'Arrived'>;
  }
  return defineService({
    choreography: 'Test',
    name: 'Post',
    key: ['id'],
    state: {},
    reactions: [
      join<typeof on, None>({
        name: 'join',
        on: all(on),
        by: ['id'],
        ...(whenEach && { whenEach }),
        ...(when && { when }),
        ...(within !== undefined && {
          within: {
            milliseconds: within,
            otherwise: works(
              waited => void seen.push(waited),
              waited => [publish(Lost, waited.first.data)],
            ),
          },
        }),
        ...(times !== undefined && { atMost: { times, otherwise: works(() => void seen.push('worn out')) } }),
        run: picks(
          'Post.join',
          (joined): Emit => ({ Arrived: () => choose('Post.join', 'Arrived', [publish(Arrived, joined.Sent)]) }),
          (joined, { emit }) => {
            seen.push(joined);
            return emit.Arrived();
          },
        ),
      }),
    ],
    entries: {},
  });
}

test('a join fires when one of each has arrived for one key, in either order', async () => {
  for (const order of [
    [Sent, Paid],
    [Paid, Sent],
  ] as const) {
    const seen: unknown[] = [];
    const b = await bench(shipping({ seen }));
    await b.send(order[0], { weight: 1 });
    await b.send(order[0], { id: 'other', weight: 3 });
    await b.deliver();
    expect(b.names()).toEqual([]);
    const last = await b.send(order[1], { weight: 2 });
    await b.deliver();
    expect(b.names()).toEqual(['Arrived']);
    expect(b.published[0]?.causationid).toBe(last.id);
    expect(Object.keys(seen[0] as object).sort()).toEqual(['Paid', 'Sent']);
    expect(b.store.cases.get('id=other')?.joins['join']).toHaveLength(1);
  }
});

test('a join consumes one of each and keeps the rest', async () => {
  const b = await bench(shipping());
  await b.send(Sent, {});
  await b.send(Sent, {});
  await b.send(Paid, {});
  await b.deliver();
  expect(b.names()).toEqual(['Arrived']);
  expect(b.store.cases.get('id=p1')?.joins['join']?.map(({ event }) => event.type)).toEqual(['Test.Sent']);
  await b.send(Paid, {});
  await b.deliver();
  expect(b.names()).toEqual(['Arrived', 'Arrived']);
});

test('a join gives up the given time after the first arrival, and drops what it held', async () => {
  const seen: unknown[] = [];
  const b = await bench(shipping({ within: 60_000, seen }));
  await b.send(Paid, { weight: 5 });
  await b.deliver();
  const start = b.clock.now();
  await b.rest();
  expect(b.clock.now() - start).toBe(60_000);
  expect(b.names()).toEqual(['Lost']);
  expect(seen).toEqual([
    { first: { message: 'Paid', data: { id: 'p1', weight: 5 } }, arrived: { Paid: { id: 'p1', weight: 5 } } },
  ]);
  await b.send(Sent, {});
  await b.deliver();
  expect(b.names()).toEqual(['Lost']);
});

test('a join that completes in time winds its timer down', async () => {
  const b = await bench(shipping({ within: 60_000 }));
  await b.send(Paid, {});
  await b.send(Sent, {});
  await b.deliver();
  expect(b.clock.pending).toBe(0);
  await b.rest();
  expect(b.names()).toEqual(['Arrived']);
});

test('what is left after a join waits from its own arrival', async () => {
  const b = await bench(shipping({ within: 60_000 }));
  await b.send(Paid, {});
  await b.deliver();
  b.clock.schedule(b.clock.now() + 10_000, async () => {
    await b.send(Paid, {});
    await b.send(Sent, {});
    await b.deliver();
  });
  const start = b.clock.now();
  await b.rest();
  expect(b.names()).toEqual(['Arrived', 'Lost']);
  expect(b.clock.now() - start).toBe(70_000);
});

test('`at most`: afterwards the other outcome happens', async () => {
  const seen: unknown[] = [];
  const b = await bench(shipping({ times: 1, seen }));
  for (let count = 0; count < 2; count++) {
    await b.send(Paid, {});
    await b.send(Sent, {});
  }
  await b.deliver();
  expect(b.names()).toEqual(['Arrived']);
  expect(seen.at(-1)).toBe('worn out');
});

test('a guard on each message keeps it from being collected', async () => {
  const b = await bench(shipping({ whenEach: ({ data }) => data.weight > 1 }));
  await b.send(Paid, { weight: 1 });
  await b.send(Sent, { weight: 2 });
  await b.deliver();
  expect(b.names()).toEqual([]);
  expect(b.drops).toEqual(['Test.Paid: no match']);
});

test('a guard over several messages is asked when all are there, and consumes them', async () => {
  const b = await bench(shipping({ when: ({ Sent: sent, Paid: paid }) => sent.weight === paid.weight, within: 1_000 }));
  await b.send(Paid, { weight: 1 });
  await b.send(Sent, { weight: 2 });
  await b.rest();
  expect(b.names()).toEqual([]);
  expect(b.store.cases.get('id=p1')?.joins).toEqual({});
});

test('a handler that fails while a join gives up is a dead letter, and the timer does not come back', async () => {
  const service = defineService({
    choreography: 'Test',
    name: 'Post',
    key: ['id'],
    state: {},
    reactions: [
      join<typeof on, None>({
        name: 'join',
        on: all(on),
        by: ['id'],
        within: {
          milliseconds: 1_000,
          otherwise: works(() => {
            throw new Error('nobody home');
          }),
        },
        run: works(() => undefined),
      }),
    ],
    entries: {},
  });
  const b = await bench(service);
  await b.send(Sent, {});
  await b.rest();
  expect(b.letters).toMatchObject([
    { reason: 'giving up join failed: nobody home', attempts: 3, event: { type: 'Test.Sent' } },
  ]);
  expect(b.clock.pending).toBe(0);
});

test('messages without a key find one another within one flow', async () => {
  const keyless = { Sent: { ...Sent, key: [] }, Paid: { ...Paid, key: [] } };
  const fired: Parcel[] = [];
  const service = defineService({
    choreography: 'Test',
    name: 'Post',
    state: {},
    reactions: [
      join<typeof keyless, None>({
        name: 'join',
        on: all(keyless),
        by: [],
        run: works(joined => void fired.push(joined.Sent)),
      }),
    ],
    entries: {},
  });
  const b = await bench(service);
  await b.send(Sent, { id: 'a' }, { correlationid: 'one' });
  await b.send(Paid, { id: 'b' }, { correlationid: 'two' });
  await b.deliver();
  expect(fired).toEqual([]);
  await b.send(Paid, { id: 'c' }, { correlationid: 'one' });
  await b.deliver();
  expect(fired).toEqual([{ id: 'a', weight: 1 }]);
});
