/** A run as events: who published them, what caused them, and what they carry. */
import type { Run } from '@choreo/analysis/runs';
import { createSimulation } from '@choreo/analysis/runs';
import type { Choreography } from '@choreo/model';
import { describe, expect, test } from 'vitest';
import { cloudEventLines } from '../src/index.ts';
import { parseOne } from './support/models.ts';

interface Event {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly correlationid: string;
  readonly causationid?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

function eventsOf(choreography: Choreography, run: Run): readonly Event[] {
  const lines = cloudEventLines(choreography, run);
  expect(lines.endsWith('\n')).toBe(true);
  return lines
    .trimEnd()
    .split('\n')
    .map((line): Event => JSON.parse(line));
}

/** Each event as `Participant Message <- cause`. */
function chain(events: readonly Event[]): readonly string[] {
  const byId = new Map(events.map(event => [event.id, event]));
  const nameOf = ({ type }: Event): string => type.split('.').at(-1) ?? '';
  return events.map(event => {
    const cause = byId.get(event.causationid ?? '');
    return `${event.source.split('/').at(-1)} ${nameOf(event)}${cause ? ` <- ${nameOf(cause)}` : ''}`;
  });
}

const runs = (choreography: Choreography, seeds = 12): readonly Run[] =>
  Array.from({ length: seeds }, (_, seed) => createSimulation(choreography, { seed: seed + 1 }).toEnd());

describe('what caused an event', () => {
  test('is the event that its service took, each published once whoever hears of it', async () => {
    const model = await parseOne(`choreography Shop
event Placed { key orderId: uuid }
event Paid { key orderId: uuid }
event Packed { key orderId: uuid }
actor Customer { emits Placed receives Paid, Packed }
service Payments { on Placed -> Paid }
service Warehouse { on Placed -> Packed }
`);
    for (const run of runs(model)) {
      const events = eventsOf(model, run);
      expect([...chain(events)].sort()).toEqual(
        ['Customer Placed', 'Payments Paid <- Placed', 'Warehouse Packed <- Placed'].sort(),
      );
      expect(new Set(events.map(({ correlationid }) => correlationid))).toEqual(new Set([events[0]?.id]));
    }
  });

  test('is what an entry answers, the first that has happened', async () => {
    const model = await parseOne(`choreography Shop
event Placed { key orderId: uuid }
event Paid { key orderId: uuid }
event Packed { key orderId: uuid }
actor Customer { emits Placed receives Paid }
actor Staff { emits Packed after Paid or Placed }
service Payments { on Placed -> Paid }
service Warehouse { on Packed }
`);
    for (const run of runs(model)) {
      const events = eventsOf(model, run);
      expect([...chain(events)].sort()).toEqual(
        ['Customer Placed', 'Payments Paid <- Placed', 'Staff Packed <- Placed'].sort(),
      );
    }
  });

  test('is the last message of a join, and what set a timer', async () => {
    const model = await parseOne(`choreography Shop
event Placed { key orderId: uuid }
event Paid { key orderId: uuid }
event Packed { key orderId: uuid }
event Shipped { key orderId: uuid }
event Reminded { key orderId: uuid }
actor Customer { emits Placed receives Shipped, Reminded }
service Payments { on Placed -> Paid }
service Warehouse { on Placed -> Packed }
service Shipping { ship: on Paid and Packed -> Shipped }
service Mail { remind: on Shipped -> Reminded after 1h }
`);
    const ways = new Set<string>();
    for (const run of runs(model)) {
      const events = chain(eventsOf(model, run));
      const last = run.steps.find(({ firings }) =>
        firings.some(({ reaction }) => reaction === 'Shipping.ship'),
      )?.message;
      expect(events).toContain(`Shipping Shipped <- ${last}`);
      expect(events).toContain('Mail Reminded <- Shipped');
      ways.add(last ?? '');
    }
    expect(ways).toEqual(new Set(['Paid', 'Packed']));
  });

  test('is what a join held when it gave up', async () => {
    const model = await parseOne(`choreography Shop
event Paid { key orderId: uuid }
event Packed { key orderId: uuid }
event Shipped { key orderId: uuid }
event GivenUp { key orderId: uuid }
actor Customer { emits Paid, Packed? receives Shipped, GivenUp }
service Shipping { ship: on Paid and Packed within 30m else GivenUp -> Shipped }
`);
    const gaveUp = runs(model, 30).filter(run => run.steps[1]?.kind === 'give-up');
    expect(gaveUp.length).toBeGreaterThan(0);
    for (const run of gaveUp) {
      expect(chain(eventsOf(model, run))[1]).toBe(`Shipping GivenUp <- ${run.steps[0]?.message}`);
    }
  });
});

describe('what an event carries', () => {
  const text = `choreography Shop
event Placed { key orderId: uuid  gift: boolean  urgency: Urgency  total: Money  constructor: string }
event Rushed { key orderId: uuid }
event Queued { key orderId: uuid }
enum Urgency { Normal, Express }
type Money { amount: decimal }
actor Customer { emits Placed receives Rushed, Queued }
service Sales { sort: on Placed { when urgency == Express and gift -> Rushed else -> Queued } }
`;

  test('are the keys of its case, as its subject too', async () => {
    const model = await parseOne(text);
    for (const run of runs(model)) {
      const events = eventsOf(model, run);
      expect(new Set(events.map(({ data }) => data['orderId'])).size).toBe(1);
      for (const { subject, data } of events) expect(subject).toBe(data['orderId']);
      expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => new Date(time).toISOString()).sort());
    }
  });

  test('is what the run supposes of it', async () => {
    const model = await parseOne(text);
    const seen = new Set<string>();
    for (const run of runs(model, 40)) {
      const [placed, next] = eventsOf(model, run);
      const isRushed = placed?.data['urgency'] === 'Express' && placed.data['gift'] === true;
      expect(next?.type).toBe(isRushed ? 'Shop.Rushed' : 'Shop.Queued');
      seen.add(next?.type ?? '');
    }
    expect(seen.size).toBe(2);
  });

  test('is a number within the range that the run supposes, exact where it is a decimal, and nothing where it is missing', async () => {
    const model = await parseOne(`choreography Shop
event Placed { key orderId: uuid  amount: decimal  weight: float  note?: int }
event Rushed { key orderId: uuid }
event Queued { key orderId: uuid }
event Unmarked { key orderId: uuid }
actor Customer { emits Placed receives Rushed, Queued, Unmarked }
service Sales {
  sort: on Placed {
    when amount == 0.1 + 0.2 and weight > 2.5 and note > 2 -> Rushed
    when note > 2 or note <= 2 -> Queued
    else -> Unmarked
  }
}
`);
    const seen = new Set<string>();
    for (const run of runs(model, 60)) {
      const [placed, next] = eventsOf(model, run);
      const { amount, weight, note } = placed?.data ?? {};
      expect([typeof amount, typeof weight]).toEqual(['string', 'number']);
      const isRushed = amount === '0.3' && Number(weight) > 2.5 && Number(note) > 2;
      expect(next?.type).toBe(note === undefined ? 'Shop.Unmarked' : isRushed ? 'Shop.Rushed' : 'Shop.Queued');
      seen.add(next?.type ?? '');
    }
    expect(seen.size).toBe(3);
  });

  test('survives names that objects have of their own', async () => {
    const model = await parseOne(text);
    const [run] = runs(model, 1);
    const [placed] = run ? eventsOf(model, run) : [];
    expect(Object.hasOwn(placed?.data ?? {}, 'constructor')).toBe(true);
  });
});

test('a redelivery publishes nothing of its own', async () => {
  const model = await parseOne(`choreography Shop
event Placed { key orderId: uuid }
event Paid { key orderId: uuid }
actor Customer { emits Placed receives Paid* }
service Payments { on Placed -> Paid }
`);
  let redelivered = 0;
  for (let seed = 1; seed <= 30; seed++) {
    const run = createSimulation(model, { seed, redeliveries: 1 }).toEnd();
    const events = eventsOf(model, run);
    const times = run.steps.filter(({ kind }) => kind === 'redeliver').length;
    expect(events.filter(({ type }) => type === 'Shop.Placed')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'Shop.Paid')).toHaveLength(1 + times);
    for (const event of events.slice(1)) expect(event.causationid).toBe(events[0]?.id);
    redelivered += times;
  }
  expect(redelivered).toBeGreaterThan(0);
});

test('the things of one case have ids of their own, and events are caused by those about the same', async () => {
  const model = await parseOne(`choreography Batches
event Opened { key batchId: uuid }
event Queued { key batchId: uuid  key jobId: uuid }
event Done { key batchId: uuid  key jobId: uuid }
actor Clerk { emits Opened receives Done }
service Batch { open: on Opened -> Queued & Queued }
service Worker { work: on Queued -> Done }
`);
  for (const run of runs(model)) {
    const events = eventsOf(model, run);
    const jobs = (type: string) =>
      events.filter(event => event.type.endsWith(type)).map(({ data: { jobId } }) => String(jobId));
    expect(new Set(jobs('Queued')).size).toBe(2);
    expect(jobs('Done').toSorted()).toEqual(jobs('Queued').toSorted());
    const byId = new Map(events.map(event => [event.id, event]));
    for (const { type, causationid, data } of events.filter(event => event.type.endsWith('Done')))
      expect(byId.get(causationid ?? '')?.data['jobId'], type).toBe(data['jobId']);
  }
});
