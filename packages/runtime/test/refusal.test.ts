/** Messages that a service cannot take yet are refused, and come again. */
import { describe, expect, test } from 'vitest';
import {
  createMemoryBus,
  createSimulation,
  defineService,
  finished,
  firstOrRetry,
  formatFlow,
  nothing,
  publish,
  reaction,
  set,
  single,
  works,
  type CloudEvent,
  type Retry,
  type VirtualClock,
} from '../src/index.ts';
import { Arrived, bench, Lost, Paid, Sent, type Parcel } from './support/parcels.ts';

interface State {
  readonly [name: string]: boolean;
  readonly paid: boolean;
}

const lost = works<Parcel, State>(
  () => undefined,
  parcel => [publish(Lost, parcel)],
);
const arrived = works<Parcel, State>(
  () => undefined,
  parcel => [publish(Arrived, parcel)],
);

/** Carries a parcel once it is paid. */
function post(retry: Retry<Parcel, State> | undefined, retries: 'behind the guard' | 'among the branches') {
  const isPaid = (_sent: Parcel, state: Readonly<State>) => state.paid;
  return defineService({
    choreography: 'Test',
    name: 'Post',
    key: ['id'],
    state: { paid: false },
    reactions: [
      reaction<Parcel, State>({
        name: 'pay',
        on: single(Paid),
        run: works(
          () => undefined,
          () => [set<State>({ paid: true })],
        ),
      }),
      retries === 'behind the guard'
        ? reaction<Parcel, State>({
            name: 'carry',
            on: single(Sent),
            when: isPaid,
            ...(retry && { retry }),
            run: arrived,
          })
        : reaction<Parcel, State>({
            name: 'carry',
            on: single(Sent),
            run: firstOrRetry([{ when: isPaid, run: arrived }], retry),
          }),
    ],
    entries: {},
  });
}

const places = ['behind the guard', 'among the branches'] as const;

describe.each(places)('%s', place => {
  test('it comes again after pauses that grow, until it is taken', async () => {
    const refused: string[] = [];
    const at: { clock?: VirtualClock } = {};
    const b = await bench(post({}, place), {
      observer: {
        onRefuse: ({ refusals, bounded }) => void refused.push(`${refusals} ${bounded} at ${at.clock?.now()}`),
      },
    });
    at.clock = b.clock;
    const start = b.clock.now();
    await b.send(Sent, {});
    await b.deliver();
    for (let turn = 0; turn < 3; turn++) {
      await b.clock.advance();
      await b.deliver();
    }
    const times = [0, 1000, 3000, 7000].map(after => start + after);
    expect(refused).toEqual(times.map((time, index) => `${index + 1} false at ${time}`));
    expect(b.drops).toEqual([]);
    await b.send(Paid, {});
    await b.rest();
    expect(b.names()).toEqual(['Arrived']);
    expect(b.bus.pending).toBe(0);
  });

  test('at the last refusal something else happens, and it is gone', async () => {
    const because: string[] = [];
    const b = await bench(post({ times: 3, otherwise: lost }, place), {
      observer: { onStep: ({ fired }) => void because.push(...fired.map(one => `${one.reaction}: ${one.because}`)) },
    });
    const start = b.clock.now();
    await b.send(Sent, {});
    await b.rest();
    expect(b.names()).toEqual(['Lost']);
    expect(because).toEqual(['carry: refused too often']);
    expect(b.clock.now() - start).toBe(3000);
    await b.send(Paid, {});
    await b.rest();
    expect(b.names()).toEqual(['Lost']);
  });

  test('refused once only, it never waits', async () => {
    const b = await bench(post({ times: 1, otherwise: nothing }, place));
    await b.send(Sent, {});
    await b.deliver();
    expect(b.names()).toEqual([]);
    expect(b.bus.pending).toBe(0);
  });
});

test('without a retry it is dropped', async () => {
  const b = await bench(post(undefined, 'behind the guard'));
  await b.send(Sent, {});
  await b.deliver();
  expect(b.drops).toEqual(['Test.Sent: no match']);
});

test('on an ordered channel, what has the same key waits behind it', async () => {
  const channels = [{ name: 'c', carries: ['Test.Sent', 'Test.Paid'], orderedBy: 'id' }];
  const b = await bench(post({ times: 2, otherwise: lost }, 'behind the guard'), { channels });
  await b.send(Sent, { id: 'p1' });
  await b.send(Paid, { id: 'p1' });
  await b.send(Paid, { id: 'p2' });
  await b.send(Sent, { id: 'p2' });
  await b.deliver();
  expect(b.names()).toEqual(['Arrived']);
  expect([b.bus.pending, b.bus.paused, b.bus.waiting]).toEqual([2, 1, 2]);
  await b.rest();
  expect(b.names()).toEqual(['Arrived', 'Lost']);
});

test('without a clock, it comes again once something else has been taken', async () => {
  const bus = createMemoryBus();
  const taken: string[] = [];
  let isOpen = false;
  await bus.subscribe('Reader', ['T', 'U'], (delivered, refusals) => {
    const { type } = delivered as CloudEvent;
    taken.push(`${type} ${refusals}`);
    if (type === 'U') isOpen = true;
    return Promise.resolve(isOpen ? finished : { kind: 'refused', pause: 1, bounded: false });
  });
  const publishOne = (type: string): Promise<void> =>
    bus.publish({
      specversion: '1.0',
      id: type,
      source: '/x',
      type,
      time: '2026-01-01T00:00:00Z',
      datacontenttype: 'application/json',
      correlationid: type,
      data: {},
    });
  await publishOne('T');
  while (await bus.deliverNext());
  expect(taken).toEqual(['T 0']);
  await publishOne('U');
  while (await bus.deliverNext());
  expect(taken).toEqual(['T 0', 'U 0', 'T 1']);
});

test('a run comes to rest with what is refused for good, and says so', async () => {
  const simulation = await createSimulation({ choreography: 'Test', services: [post({}, 'behind the guard')] });
  await simulation.emit('Sender', Sent, { id: 'p1', weight: 1 });
  await simulation.emit('Sender', Sent, { id: 'p2', weight: 1 });
  await simulation.emit('Sender', Paid, { id: 'p2', weight: 1 });
  const flow = await simulation.run();
  expect(flow.atRest).toBe(true);
  expect(flow.refused.map(({ by, event }) => `${by} ${event.subject}`)).toEqual(['Post p1']);
  expect(formatFlow(flow)).toContain('Post still refuses #1');
});
