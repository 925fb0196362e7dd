/** Guards, branches, state, joins, timers and limits of generated services, with handlers as a user would write them. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { BusOptions, Flow } from '@choreo/runtime';
import { generate } from '../src/index.ts';
import { parseOne } from './support/models.ts';

const shop = `
choreography Shop
enum Tier { gold, plain }
event Placed { key id: string  total: decimal  vip?: boolean  lines: int  tier?: Tier  seats?: int }
event Approved { key id: string  round: int }
event Reviewed { key id: string }
event Seated { key id: string }
event Expired { key id: string }
event Welcomed { key id: string }
event Paid { key id: string }
event Declined { key id: string }
event GaveUp { key id: string  after: int }
event Packed { key id: string }
event Shipped { key id: string }
event Late { key id: string  missing: string }
actor Customer { emits Placed  receives Welcomed, Shipped, Late, GaveUp, Reviewed, Expired, Seated }
service Sales {
  state tries: 0..3 = 1
  state phase: idle | open | done
  state tier: Tier?
  state card: Tier = plain
  state room: 2..5 = 4
  rank: on Placed -> set tier = tier
  seat: on Placed when lines > 6 -> set room = seats + 2
  least: on Approved when room == 2 -> Seated
  know: on Approved when tier == gold and card == plain -> Welcomed
  assess: on Placed {
    when total > 100.50 and not vip -> Reviewed
    else -> Approved & set phase = open & Expired after 10m
  }
  pay: on Approved when phase == open -> Paid & set phase = done & cancel Expired | Declined
  retry: on Declined at most 2 times else GaveUp -> Approved & set tries = tries + 1
}
service Store { pack: on Approved -> Packed? }
service Ship { together: on Paid and Packed within 30m else Late -> Shipped }
`;

const folder = fileURLToPath(new URL('.out/behaviour/', import.meta.url));
rmSync(folder, { recursive: true, force: true });
/** Projects that are written already, by their handlers. */
const projects = new Map<string, string>();

interface Payload {
  readonly id: string;
  readonly total: string;
  readonly vip?: boolean;
  readonly lines: number;
  readonly tier?: 'gold' | 'plain';
  readonly seats?: number;
}

/** Runs the shop with these handler bodies in place of the written ones. */
async function run(
  handlers: Readonly<Record<string, string>>,
  placed: Partial<Payload> = {},
  options: BusOptions = {},
): Promise<Flow> {
  const root = await projectWith(handlers);
  const module = (await import(join(root, 'src/demo/demo.gen.ts'))) as {
    demo(options: BusOptions & { readonly payloads: { readonly Placed: Payload } }): Promise<Flow>;
  };
  return module.demo({ ...options, payloads: { Placed: { id: 'o1', total: '20.00', lines: 1, ...placed } } });
}

async function projectWith(handlers: Readonly<Record<string, string>>): Promise<string> {
  const key = JSON.stringify(handlers);
  const known = projects.get(key);
  if (known !== undefined) return known;
  const root = join(folder, String(projects.size));
  projects.set(key, root);
  for (const { path, contents } of generate(await parseOne(shop)).files) {
    const name = /^src\/services\/[^/]+\/([^/.]+)\.ts$/.exec(path)?.[1] ?? '';
    const body = handlers[name];
    const written = body === undefined ? contents : `export const ${name} = ${body};\n`;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), written);
  }
  return root;
}

function story(flow: Flow): readonly string[] {
  return flow.events.map(({ name, elapsed }) => (elapsed > 0 ? `${name} +${elapsed / 60_000}m` : name));
}

test('as it is written, the skeleton takes the first way and ends well', async () => {
  const flow = await run({});
  expect(story(flow)).toEqual(['Placed', 'Approved', 'Paid', 'Packed', 'Shipped']);
  expect(flow.atRest).toBe(true);
  expect(flow.waiting).toEqual([]);
});

test('what is refused comes again until it is taken, and what is refused too often takes another way', async () => {
  const desk = (wait: string) => `
choreography Desk
event Opened { key id: uuid }
event Asked { key id: uuid }
event Answered { key id: uuid }
event Parked { key id: uuid }
actor Caller { emits Asked, Opened receives Answered, Parked }
service Clock { on Opened -> Ready after ${wait} }
event Ready { key id: uuid }
service Desk {
  state open: boolean
  start: on Ready -> set open = true
  answer: on Asked when open else retry 4 times then Parked -> Answered
  note: on Opened { when open -> nothing  else retry }
}
`;
  const taken = await runOf(desk('2s'), 'waits');
  expect(taken.events.map(({ name }) => name)).toContain('Answered');
  expect(taken.events.map(({ name }) => name)).not.toContain('Parked');
  const parked = await runOf(desk('1h'), 'parks');
  expect(parked.events.map(({ name, because }) => `${name} ${because}`)).toContain('Parked refused too often');
  for (const flow of [taken, parked]) expect([flow.atRest, flow.refused]).toEqual([true, []]);
  const stuck = await runOf(desk('2s').replace('start: on Ready', 'start: on Answered'), 'stuck');
  expect(stuck.atRest).toBe(true);
  expect(stuck.refused.map(({ by, event }) => `${by} ${event.type}`)).toEqual(['Desk Desk.Opened']);
});

/** The demo of a model, as it is written. */
async function runOf(text: string, name: string): Promise<Flow> {
  const root = join(folder, name);
  for (const { path, contents } of generate(await parseOne(text)).files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), contents);
  }
  const module = (await import(join(root, 'src/demo/demo.gen.ts'))) as { demo(options: BusOptions): Promise<Flow> };
  return module.demo({});
}

test('branches are picked by generated code, with decimals compared as decimals', async () => {
  expect(story(await run({}, { total: '100.5' }))).toContain('Approved');
  expect(story(await run({}, { total: '100.51' }))).toEqual(['Placed', 'Reviewed']);
  expect(story(await run({}, { total: '9' }))).toContain('Approved');
  expect(story(await run({}, { total: '1000', vip: true }))).toContain('Approved');
});

test('a state of an enum begins as missing or with its value, and keeps what a message carries', async () => {
  expect(story(await run({}, { tier: 'gold' }))).toContain('Welcomed');
  expect(story(await run({}, { tier: 'plain' }))).not.toContain('Welcomed');
  expect(story(await run({}))).not.toContain('Welcomed');
});

test('a number that is set to something missing is the least that it can be, as in runs', async () => {
  expect(story(await run({}, { lines: 7 }))).toContain('Seated');
  expect(story(await run({}, { lines: 7, seats: 1 }))).not.toContain('Seated');
});

test('the key comes from the trigger, whatever the handler says', async () => {
  const flow = await run({ pay: "async (_approved, { emit }) => emit.Paid({ id: 'somebody else' })" }, { id: 'o9' });
  expect(flow.events.map(({ event }) => event.subject)).toEqual(['o9', 'o9', 'o9', 'o9', 'o9']);
  expect(new Set(flow.events.map(({ event }) => event.correlationid)).size).toBe(1);
});

test('a timer that is cancelled never goes off; one that is not does, in its time', async () => {
  expect(story(await run({}))).not.toContain('Expired +10m');
  const flow = await run({
    pay: 'async (_approved, { emit }) => emit.Declined()',
    retry:
      '{ handle: async (_d, { emit }) => emit.Approved({ round: 2 }), exhausted: async (_d, { emit }) => emit.GaveUp({ after: 2 }) }',
  });
  expect(story(flow)).toContain('Expired +10m');
});

test('`at most` counts for the case, then takes the other way; a state begins with what the model says', async () => {
  const flow = await run({
    pay: 'async (_approved, { emit }) => emit.Declined()',
    retry:
      '{ handle: async (_d, { emit, state }) => emit.Approved({ round: state.tries + 1 }), exhausted: async (_d, { emit, state }) => emit.GaveUp({ after: state.tries }) }',
  });
  const names = flow.events.map(({ name }) => name);
  expect(names.filter(name => name === 'Declined')).toHaveLength(3);
  expect(names.filter(name => name === 'GaveUp')).toHaveLength(1);
  expect(flow.events.find(({ name }) => name === 'GaveUp')?.event.data).toEqual({ id: 'o1', after: 3 });
  const rounds = flow.events.filter(({ name }) => name === 'Approved').map(({ event }) => event.data);
  expect(rounds.slice(1)).toEqual([
    { id: 'o1', round: 2 },
    { id: 'o1', round: 3 },
  ]);
});

test('a join that waits in vain gives up after its time, and knows what had come', async () => {
  const flow = await run({
    pack: 'async (_approved, { emit }) => emit.Packed()',
    together:
      "{ handle: async (_j, { emit }) => emit.Shipped(), timedOut: async (waited, { emit }) => emit.Late({ missing: waited.first.message === 'Paid' ? 'parcel' : 'money' }) }",
  });
  expect(story(flow)).toEqual(['Placed', 'Approved', 'Paid', 'Late +30m']);
  expect(flow.events.at(-1)).toMatchObject({
    because: 'gave up waiting',
    event: { data: { id: 'o1', missing: 'parcel' } },
    exits: ['Customer'],
  });
  expect(flow.elapsed).toBe(30 * 60_000);
});

test('a handler that throws is a dead letter, and what it answered before is undone', async () => {
  const flow = await run({ pay: "async () => { throw new Error('bank is closed'); }" });
  expect(flow.deadLetters).toMatchObject([
    { service: 'Sales', reason: 'handling it failed: bank is closed', attempts: 3 },
  ]);
  expect(story(flow)).toContain('Expired +10m');
});

test('deliveries out of order and twice change no case that does not depend on them', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const flow = await run({}, {}, { seed, unordered: true, duplicates: true });
    expect([...story(flow)].sort(), `seed ${seed}`).toEqual(['Approved', 'Packed', 'Paid', 'Placed', 'Shipped']);
  }
});
