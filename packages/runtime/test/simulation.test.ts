import { expect, test } from 'vitest';
import {
  createSimulation,
  defineService,
  formatFlow,
  later,
  publish,
  reaction,
  single,
  works,
  type SimulationOptions,
} from '../src/index.ts';
import { Arrived, Lost, Paid, Reminder, Sent, type Parcel } from './support/parcels.ts';

type None = Readonly<Record<never, never>>;

const post = defineService({
  choreography: 'Test',
  name: 'Post',
  key: ['id'],
  state: {},
  reactions: [
    reaction<Parcel, None>({
      name: 'carry',
      on: single(Sent),
      run: works(
        () => undefined,
        sent => [publish(Arrived, sent), later(Reminder, 600_000, sent)],
      ),
    }),
  ],
  entries: {},
});
const office = defineService({
  choreography: 'Test',
  name: 'Office',
  key: ['id'],
  state: {},
  reactions: [
    reaction<Parcel, None>({
      name: 'bill',
      on: single(Arrived),
      run: works(
        () => undefined,
        arrived => [publish(Paid, arrived)],
      ),
    }),
    reaction<Parcel, None>({
      name: 'search',
      on: single(Lost),
      run: works(() => {
        throw new Error('no torch');
      }),
    }),
  ],
  entries: {},
});

const options: SimulationOptions = {
  choreography: 'Test',
  services: [post, office],
  exits: [{ type: 'Test.Paid', receiver: 'Customer' }],
  names: {
    'Test.Sent': 'Sent',
    'Test.Arrived': 'Arrived',
    'Test.Paid': 'Paid',
    'Test.Reminder': 'Reminder',
    'Test.Lost': 'Lost',
  },
};

test('a flow prints one line an event, under what caused it, with exits and time', async () => {
  const simulation = await createSimulation(options);
  await simulation.emit('Customer', Sent, { id: 'p1', weight: 1 });
  const flow = await simulation.run();
  expect(formatFlow(flow).split('\n')).toEqual([
    '1  Customer → Sent  [p1]',
    '2     └─ Post.carry → Arrived  [p1]',
    '3        └─ Office.bill → Paid  [p1]  ⇥ Customer',
    '4     └─ Post.carry → Reminder  [p1]  (timer; +10m)',
    '',
    'Came to rest: 4 events, 2 deliveries, 1 exit, 10m of virtual time.',
  ]);
});

test('an answer comes once its message has happened and has arrived, in its flow and with its keys', async () => {
  const simulation = await createSimulation(options);
  simulation.answer('Staff', [Lost, Arrived], Paid, { id: 'other', weight: 2 });
  simulation.answer('Staff', [Lost], Sent, { id: 'never', weight: 2 });
  await simulation.emit('Customer', Sent, { id: 'p1', weight: 1 });
  const flow = await simulation.run();
  expect(formatFlow(flow).split('\n')).toEqual([
    '1  Customer → Sent  [p1]',
    '2     └─ Post.carry → Arrived  [p1]',
    '3        └─ Office.bill → Paid  [p1]  ⇥ Customer',
    '4        └─ Staff → Paid  [p1]  ⇥ Customer',
    '5     └─ Post.carry → Reminder  [p1]  (timer; +10m)',
    '',
    'Came to rest: 5 events, 2 deliveries, 2 exits, 10m of virtual time.',
  ]);
  expect(flow.events[3]?.event.data).toMatchObject({ id: 'p1', weight: 2 });
});

test('dead letters are in the report', async () => {
  const simulation = await createSimulation(options);
  await simulation.emit('Customer', Lost, { id: 'p1', weight: 1 });
  expect(formatFlow(await simulation.run())).toMatch(
    /✗ Office gave up on Test\.Lost .* \(after 3 attempts\): handling it failed: no torch/,
  );
});

test('the same seed gives the same flow; repeated deliveries change nothing of it', async () => {
  const run = async (seed: number) => {
    const simulation = await createSimulation({ ...options, seed, unordered: true, duplicates: true });
    for (let count = 0; count < 10; count++) await simulation.emit('Customer', Sent, { id: `p${count}`, weight: 1 });
    return simulation.run();
  };
  const flow = await run(1);
  expect(await run(1)).toEqual(flow);
  expect(flow.deliveries.redelivered).toBeGreaterThan(0);
  expect(flow.deliveries.dropped).toBe(flow.deliveries.redelivered);
  expect(flow.events).toHaveLength(40);
});

test('what never ends is broken off, and says so', async () => {
  const echo = defineService({
    choreography: 'Test',
    name: 'Echo',
    state: {},
    reactions: [
      reaction<Parcel, None>({
        name: 'again',
        on: single(Sent),
        run: works(
          () => undefined,
          sent => [publish(Sent, sent)],
        ),
      }),
    ],
    entries: {},
  });
  const simulation = await createSimulation({ choreography: 'Test', services: [echo], maxSteps: 50 });
  await simulation.emit('Customer', Sent, { id: 'p1', weight: 1 });
  const flow = await simulation.run();
  expect(flow.atRest).toBe(false);
  const text = formatFlow(flow, 10).split('\n');
  expect(text.at(-1)).toMatch(/^Stopped after 50 steps, before it came to rest/);
  expect(text).toHaveLength(13);
});
