import { expect, test } from 'vitest';
import {
  cancel,
  createMemoryStore,
  createVirtualClock,
  defineService,
  later,
  publish,
  reaction,
  single,
  works,
} from '../src/index.ts';
import { Arrived, bench, Paid, Reminder, Sent, type Parcel } from './support/parcels.ts';

type None = Readonly<Record<never, never>>;

const service = defineService({
  choreography: 'Test',
  name: 'Post',
  key: ['id'],
  state: {},
  reactions: [
    reaction<Parcel, None>({
      name: 'wait',
      on: single(Sent),
      run: works(
        () => undefined,
        sent => [later(Reminder, 600_000, sent)],
      ),
    }),
    reaction<Parcel, None>({
      name: 'stop',
      on: single(Paid),
      run: works(
        () => undefined,
        () => [cancel(Reminder)],
      ),
    }),
    reaction<Parcel, None>({
      name: 'restart',
      on: single(Arrived),
      // In whatever order they are written: what is cancelled is what was pending before.
      run: works(
        () => undefined,
        arrived => [later(Reminder, 60_000, arrived), cancel(Reminder)],
      ),
    }),
  ],
  entries: {},
});

test('a timer goes off after its time, in the flow of what set it', async () => {
  const b = await bench(service);
  const cause = await b.send(Sent, { id: 'x' });
  const start = b.clock.now();
  await b.rest();
  expect(b.clock.now() - start).toBe(600_000);
  expect(b.published).toMatchObject([
    {
      type: 'Test.Reminder',
      causationid: cause.id,
      correlationid: cause.correlationid,
      time: '2026-01-01T00:10:00.000Z',
      data: { id: 'x' },
    },
  ]);
});

test('`cancel` drops the timer of this case alone', async () => {
  const b = await bench(service);
  await b.send(Sent, { id: 'x' });
  await b.send(Sent, { id: 'y' });
  await b.send(Paid, { id: 'x' });
  await b.rest();
  expect(b.published.map(({ subject }) => subject)).toEqual(['y']);
});

test('`cancel` with a new timer of the same message winds it anew', async () => {
  const b = await bench(service);
  await b.send(Sent, {});
  await b.send(Arrived, {});
  const start = b.clock.now();
  await b.rest();
  expect(b.names()).toEqual(['Reminder']);
  expect(b.clock.now() - start).toBe(60_000);
});

test('timers outlive a restart', async () => {
  const store = createMemoryStore();
  const clock = createVirtualClock();
  const first = await bench(service, { service: { store, clock } });
  await first.send(Sent, {});
  await first.deliver();
  // The first run is gone with its clock; the second reads what is in the store.
  const second = createVirtualClock(clock.now());
  const published: string[] = [];
  await service.start({
    store,
    clock: second,
    transport: {
      publish: event => Promise.resolve(void published.push(event.type)),
      subscribe: () => Promise.resolve(() => Promise.resolve()),
    },
  });
  expect(second.pending).toBe(1);
  await second.advance();
  expect(published).toEqual(['Test.Reminder']);
  expect(await store.timers()).toEqual([]);
});

test('a schedule ticks as often as asked, and goes on after a failure', async () => {
  const counts: number[] = [];
  const clockwork = defineService({
    choreography: 'Test',
    name: 'Clockwork',
    state: {},
    reactions: [],
    schedules: [
      {
        name: 'every1h',
        milliseconds: 3_600_000,
        run: works(
          tick => {
            counts.push(tick.count);
            if (tick.count === 2) throw new Error('stuck');
          },
          () => [publish(Sent, { id: 's', weight: 1 })],
        ),
      },
    ],
    entries: {},
  });
  const b = await bench(clockwork, { service: { ticks: 3, attempts: 1 } });
  const start = b.clock.now();
  await b.rest();
  expect(counts).toEqual([1, 2, 3]);
  expect(b.names()).toEqual(['Sent', 'Sent']);
  expect(b.letters).toMatchObject([{ reason: 'every1h failed: stuck' }]);
  expect(b.clock.now() - start).toBe(3 * 3_600_000);
});
