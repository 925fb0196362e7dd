/** Simulations step by step: whoever holds one chooses what comes next, and may let time pass before messages have come. */
import { expect, test } from 'vitest';
import { createSimulation, defineService, later, publish, reaction, single, works } from '../src/index.ts';
import type { Flow, HowDelivered, Move, Simulation, SimulationOptions } from '../src/index.ts';
import { Arrived, Lost, Reminder, Sent, type Parcel } from './support/parcels.ts';

type None = Readonly<Record<never, never>>;

const nowhere: Move = { kind: 'wait', at: 0 };
const work = () => undefined;
const post = defineService({
  choreography: 'Test',
  name: 'Post',
  key: ['id'],
  state: {},
  reactions: [
    reaction<Parcel, None>({
      name: 'carry',
      on: single(Sent),
      run: works(work, sent => [publish(Arrived, sent), later(Reminder, 600_000, sent), later(Lost, 300_000, sent)]),
    }),
    reaction<Parcel, None>({ name: 'ring', on: single(Arrived), run: works(work) }),
  ],
  entries: {},
});
const names = { 'Test.Sent': 'Sent', 'Test.Arrived': 'Arrived', 'Test.Reminder': 'Reminder', 'Test.Lost': 'Lost' };
const options: SimulationOptions = { choreography: 'Test', services: [post], names, races: true };
const parcel: Parcel = { id: 'p1', weight: 1 };

function text(move: Move): string {
  switch (move.kind) {
    case 'enter':
      return `${move.who} sends ${move.message}`;
    case 'deliver':
      return `${move.service} gets ${move.event.type}${move.again ? ' again' : ''}`;
    case 'wait':
      return `${move.reaction ?? ''}: ${move.event?.type ?? move.because ?? ''}`;
    default:
      return move satisfies never;
  }
}

async function take(simulation: Simulation, wanted: string, how?: HowDelivered): Promise<void> {
  const move = simulation.moves().find(candidate => text(candidate) === wanted);
  if (!move) throw new Error(`${wanted} is none of ${simulation.moves().map(text).join(', ')}`);
  await simulation.take(move, how);
}

function story({ events }: Flow): readonly string[] {
  return events.map(({ name, elapsed }) => (elapsed > 0 ? `${name} +${elapsed / 60_000}m` : name));
}

test('each move is one that can happen next, and happens once', async () => {
  const simulation = await createSimulation(options);
  await simulation.enter('Customer', Sent, parcel);
  const [first = nowhere] = simulation.moves();
  expect(text(first)).toBe('Customer sends Sent');
  await simulation.take(first);
  await take(simulation, 'Post gets Test.Sent');
  expect(simulation.moves().map(text)).toEqual(['Post gets Test.Arrived', 'carry: Test.Lost', 'carry: Test.Reminder']);
  expect(simulation.flow()).toMatchObject({ atRest: false, steps: 2 });
  await expect(simulation.take(first)).rejects.toThrow('not possible any more');
});

test('time passes while messages are on their way; a timer that another one overtakes is late', async () => {
  const simulation = await createSimulation(options);
  await simulation.enter('Customer', Sent, parcel);
  for (const wanted of ['Customer sends Sent', 'Post gets Test.Sent', 'carry: Test.Reminder', 'carry: Test.Lost'])
    await take(simulation, wanted);
  expect(story(simulation.flow())).toEqual(['Sent', 'Arrived', 'Reminder +10m', 'Lost +10m']);
  await take(simulation, 'Post gets Test.Arrived');
  expect(simulation.moves()).toEqual([]);
  expect(simulation.flow().atRest).toBe(true);
});

test('a delivery comes twice or not at all where its channel allows it', async () => {
  const simulation = await createSimulation({
    ...options,
    channels: [
      { name: 'sure', carries: ['Test.Arrived'], delivery: 'exactly-once' },
      { name: 'rash', carries: ['Test.Sent'], delivery: 'at-most-once' },
    ],
  });
  await simulation.emit('Customer', Sent, parcel);
  await expect(take(simulation, 'Post gets Test.Sent', 'twice')).rejects.toThrow('at-most-once');
  await take(simulation, 'Post gets Test.Sent', 'lost');
  expect(simulation.flow()).toMatchObject({ atRest: true, deliveries: { lost: 1, delivered: 0 } });
  await simulation.emit('Customer', Arrived, parcel);
  await expect(take(simulation, 'Post gets Test.Arrived', 'lost')).rejects.toThrow('exactly-once');

  const usual = await createSimulation(options);
  await usual.emit('Customer', Sent, parcel);
  await take(usual, 'Post gets Test.Sent', 'twice');
  await take(usual, 'Post gets Test.Sent again');
  expect(usual.flow().deliveries).toMatchObject({ delivered: 2, redelivered: 1, dropped: 1 });
});

test('by seed, timers and messages from outside come at any moment', async () => {
  const run = async (seed: number, races: boolean): Promise<string> => {
    const simulation = await createSimulation({ ...options, seed, races });
    for (const id of ['p1', 'p2']) await simulation.enter('Customer', Sent, { id, weight: 1 });
    const flow = await simulation.run();
    expect(flow.atRest).toBe(true);
    expect(flow.events).toHaveLength(8);
    return story(flow).join();
  };
  expect(await run(1, false)).toBe(await run(2, false));
  expect(await run(1, true)).toBe(await run(1, true));
  const stories = new Set<string>();
  for (let seed = 1; seed <= 20; seed++) stories.add(await run(seed, true));
  expect(stories.size).toBeGreaterThan(5);
});

test('what need not come does if it is asked for, if the seed says so, or if nothing else comes', async () => {
  const run = async (rest: Partial<SimulationOptions>, first = true): Promise<readonly string[]> => {
    const simulation = await createSimulation({ ...options, races: false, ...rest });
    if (first) await simulation.enter('Customer', Arrived, parcel);
    await simulation.enter('Customer', Lost, parcel, 'optional');
    await simulation.enter('Customer', Reminder, parcel, 'many');
    return story(await simulation.run());
  };
  expect(await run({})).toEqual(['Arrived']);
  expect(await run({}, false)).toEqual(['Lost']);
  expect(await run({ optional: ['Reminder'] })).toEqual(['Arrived', 'Reminder']);
  const seen = new Set<string>();
  for (let seed = 1; seed <= 60; seed++) seen.add((await run({ seed, optional: 'random' })).join());
  const reminders = ['', ',Reminder', ',Reminder,Reminder'];
  expect(seen).toEqual(new Set(['Arrived', 'Arrived,Lost'].flatMap(some => reminders.map(more => some + more))));
});
