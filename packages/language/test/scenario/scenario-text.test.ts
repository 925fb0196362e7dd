/** A run becomes a scenario: the text reads, fails for the same reason as the run, and holds where the model is fixed. */
import { createSimulation } from '@choreo/analysis/runs';
import { verify } from '@choreo/analysis/verification';
import type { Verdict, VerifyOptions } from '@choreo/analysis/verification';
import { checkTexts, scenarioInsertion, scenarioText } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const uri = 'file:///model.choreo';

async function read(text: string): Promise<Choreography> {
  const [checked] = await checkTexts([{ uri, text }]);
  if (!checked) throw new Error('There is no choreography');
  const errors = checked.diagnostics.filter(
    ({ severity, code }) => severity === 'error' && code !== 'event-amplification',
  );
  expect(errors).toEqual([]);
  return checked.choreography;
}

/** The text with a scenario for the first violated verdict that fits. */
async function pin(text: string, isMeant: (verdict: Verdict) => boolean, options: VerifyOptions = {}) {
  const choreography = await read(text);
  const verdict = verify(choreography, options).verdicts.find(one => one.status === 'violated' && isMeant(one));
  if (!verdict?.run) throw new Error('Nothing is violated');
  const scenario = scenarioText(choreography, verdict.run, { verdict });
  if (scenario.kind === 'refused') return { scenario, after: text };
  const { range, newText, placed } = scenarioInsertion(choreography, scenario.text, () => text, verdict.span.uri);
  const lines = text.split('\n');
  const at = (position: typeof range.start) =>
    lines.slice(0, position.line).reduce((sum, line) => sum + line.length + 1, 0) + position.character;
  const after = text.slice(0, at(range.start)) + newText + text.slice(at(range.end));
  expect(
    after
      .split('\n')
      .slice(placed.start.line, placed.end.line + 1)
      .join('\n'),
  ).toBe(scenario.text);
  return { scenario, after };
}

async function outcomeOf(text: string, name: string): Promise<Verdict | undefined> {
  const { verdicts } = verify(await read(text), { scope: 'scenarios' });
  return verdicts.find(({ subject }) => subject.kind === 'scenario' && subject.scenario.name === name);
}

const order = `choreography Shop
enum Speed { Slow, Express }
type Money { amount: decimal  currency: string }
event Placed { key id: uuid  total: Money  speed: Speed }
event Paid { key id: uuid }
event Declined { key id: uuid }
event Reserved { key id: uuid }
event Shipped { key id: uuid }
event Cancelled { key id: uuid }
event Checked { key id: uuid }
actor Customer {
  emits Placed
  receives Shipped, Cancelled
}
service Payments { charge: on Placed -> Paid | Declined }
service Stock { on Placed when total.amount > 100 and speed == Express -> Reserved }
service Shipping { ship: on Paid and Reserved by id -> Shipped }
service Orders { on Declined -> Cancelled }
property "p" {
  Placed leads to Shipped | Cancelled
  Shipped excludes Cancelled
}
`;

describe('a violated sentence', () => {
  test('becomes given, choose and expect', async () => {
    const { scenario, after } = await pin(order, ({ code }) => code === 'property-violated');
    expect(scenario).toMatchObject({
      kind: 'scenario',
      name: 'counterexample: Placed leads to Shipped | Cancelled',
      notices: [expect.stringContaining('it expects Shipped')],
    });
    expect(after.slice(order.length)).toMatchInlineSnapshot(`
      "
      scenario "counterexample: Placed leads to Shipped | Cancelled" {
        given Placed { total: { amount: 100 }, speed: Slow }
        choose Payments.charge -> Paid
        expect Shipped
      }
      "
    `);
    const verdict = await outcomeOf(after, 'counterexample: Placed leads to Shipped | Cancelled');
    expect(verdict?.status).toBe('violated');
    expect(verdict?.subject).toMatchObject({ why: { kind: 'did-not-happen', message: 'Shipped' } });
  });

  test('holds once the model is fixed', async () => {
    const { after } = await pin(order, ({ code }) => code === 'property-violated');
    const fixed = after.replace('when total.amount > 100 and speed == Express ', '');
    const verdict = await outcomeOf(fixed, 'counterexample: Placed leads to Shipped | Cancelled');
    expect(verdict?.status).toBe('proved');
  });
});

test('what came before does not count as what follows', async () => {
  const text = `choreography Parcels
event Placed { key id: uuid }
event Packed { key id: uuid }
event Labelled { key id: uuid }
event Closed { key id: uuid }
actor Customer { emits Placed receives Labelled, Closed }
service Packing { pack: on Placed -> Packed }
service Labels {
  first: on Placed -> Labelled
  again: on Packed -> Closed }
property "p" { Packed leads to Labelled }
`;
  const { after } = await pin(text, ({ code }) => code === 'property-violated');
  expect(after).toContain('expect 2 Labelled');
  const name = 'counterexample: Packed leads to Labelled';
  expect((await outcomeOf(after, name))?.status).toBe('violated');
  const fixed = after.replace('again: on Packed -> Closed', 'again: on Packed -> Labelled & Closed');
  expect((await outcomeOf(fixed, name))?.status).toBe('proved');
});

test('entries that answer are given too, and wait in the scenario', async () => {
  const text = `choreography Packing
event Placed { key id: uuid }
event Packed { key id: uuid }
event Withdrawn { key id: uuid }
event Shipped { key id: uuid }
actor Customer { emits Placed, Withdrawn? after Placed receives Shipped }
actor Staff { emits Packed after Placed }
service Dispatch { ship: on Packed -> Shipped }
service Orders { stop: on Withdrawn }
property "p" { Withdrawn excludes Shipped }
`;
  const { after } = await pin(text, ({ code }) => code === 'property-violated');
  expect(after.slice(text.length)).toMatchInlineSnapshot(`
    "
    scenario "counterexample: Withdrawn excludes Shipped" {
      given Placed
      given Withdrawn
      given Packed
      never Shipped
    }
    "
  `);
  expect((await outcomeOf(after, 'counterexample: Withdrawn excludes Shipped'))?.status).toBe('violated');
});

test('what a message carries is written so that each condition comes out as in the run', async () => {
  const choreography = await read(`choreography Shop
enum Speed { Slow, Express }
event Placed { key id: uuid  sum: decimal  speed: Speed  city: string  gift: boolean }
event Done { key id: uuid }
event Other { key id: uuid }
actor Customer { emits Placed receives Done, Other }
service S {
  a: on Placed {
    when sum > 0.1 + 0.2 and speed in [Slow] and city != "Oslo" and gift -> Done
    else -> Other
  }
}
`);
  const given = new Set<string>();
  for (let seed = 1; seed <= 60; seed++) {
    const scenario = scenarioText(choreography, createSimulation(choreography, { seed }).toEnd());
    if (scenario.kind === 'refused') throw new Error(scenario.reason);
    const [line = ''] = scenario.text.split('\n').filter(text => text.includes('given'));
    given.add(`${line.trim()} -> ${scenario.text.includes('possible Done') ? 'Done' : 'Other'}`);
  }
  expect([...given].sort()).toMatchInlineSnapshot(`
    [
      "given Placed { gift: false, sum: 0.3, speed: Express, city: "Oslo" } -> Other",
      "given Placed { gift: false, sum: 0.3, speed: Express, city: "other" } -> Other",
      "given Placed { gift: false, sum: 0.3, speed: Slow, city: "Oslo" } -> Other",
      "given Placed { gift: false, sum: 0.3, speed: Slow, city: "other" } -> Other",
      "given Placed { gift: false, sum: 1.3, speed: Express, city: "Oslo" } -> Other",
      "given Placed { gift: false, sum: 1.3, speed: Slow, city: "Oslo" } -> Other",
      "given Placed { gift: false, sum: 1.3, speed: Slow, city: "other" } -> Other",
      "given Placed { gift: true, sum: 0.3, speed: Express, city: "Oslo" } -> Other",
      "given Placed { gift: true, sum: 0.3, speed: Express, city: "other" } -> Other",
      "given Placed { gift: true, sum: 0.3, speed: Slow, city: "Oslo" } -> Other",
      "given Placed { gift: true, sum: 0.3, speed: Slow, city: "other" } -> Other",
      "given Placed { gift: true, sum: 1.3, speed: Express, city: "Oslo" } -> Other",
      "given Placed { gift: true, sum: 1.3, speed: Express, city: "other" } -> Other",
      "given Placed { gift: true, sum: 1.3, speed: Slow, city: "Oslo" } -> Other",
      "given Placed { gift: true, sum: 1.3, speed: Slow, city: "other" } -> Done",
    ]
  `);
});

test('names are unique', async () => {
  const first = await pin(order, ({ code }) => code === 'property-violated');
  const second = await pin(first.after, ({ code }) => code === 'property-violated');
  expect(second.scenario).toMatchObject({ name: 'counterexample: Placed leads to Shipped | Cancelled (2)' });
  expect(second.after.indexOf('(2)')).toBeGreaterThan(second.after.indexOf('counterexample'));
  expect(second.after.endsWith('}\n')).toBe(true);
});

test('a run of the simulator says what it made possible', async () => {
  const choreography = await read(order);
  for (let seed = 1; seed <= 10; seed++) {
    const run = createSimulation(choreography, { seed }).toEnd();
    const scenario = scenarioText(choreography, run);
    if (scenario.kind === 'refused') throw new Error(scenario.reason);
    const verdict = await outcomeOf(`${order}\n${scenario.text}\n`, scenario.name);
    expect(verdict?.status).toBe('proved');
  }
});

test('line ends are those of the file', async () => {
  const text = order.replaceAll('\n', '\r\n');
  const choreography = await read(text);
  const { newText } = scenarioInsertion(choreography, 'scenario "x" {\n  given Placed\n}', () => text);
  expect(newText).toBe('\r\n\r\nscenario "x" {\r\n  given Placed\r\n}\r\n');
});

const corpus = new URL('../corpus/', import.meta.url);
const files = readdirSync(corpus).filter(name => name.endsWith('.choreo'));

test('there is a corpus', () => expect(files.length).toBeGreaterThan(20));

/** What one order of delivery shows, a scenario with the same entries and choices fails on. */
describe.each(files)('each run of %s', name => {
  test('becomes a scenario that fails as it does', async () => {
    const text = readFileSync(new URL(name, corpus), 'utf8');
    const choreography = await read(text);
    const found = verify(choreography, { maxStates: 20_000 }).verdicts.filter(
      ({ status, run }) => status === 'violated' && run,
    );
    for (const verdict of found) {
      if (!verdict.run) continue;
      const scenario = scenarioText(choreography, verdict.run, { verdict });
      if (scenario.kind === 'refused') continue;
      const after = await outcomeOf(`${text}\n${scenario.text}\n`, scenario.name);
      expect(after?.status, `${verdict.code}\n${scenario.text}`).toBe('violated');
      expect(after?.subject.kind === 'scenario' && after.subject.why?.kind, scenario.text).not.toMatch(
        /not-chosen|no-entry|impossible/,
      );
    }
  });
});

describe('a sentence about states, or about what comes too late', () => {
  const sales = (sentence: string) => `choreography Shop
event Placed { key id: uuid }
event Taken { key id: uuid }
event Failed { key id: uuid }
event Paid { key id: uuid }
event Lost { key id: uuid }
actor User { emits Placed receives Paid, Lost }
service Payments {
  charge: on Placed -> Taken | Failed
  again: on Failed -> Taken
}
service Sales {
  state phase: open | paid | failed
  pay: on Taken -> Paid & set phase = paid
  fail: on Failed -> Lost & set phase = failed
}
property "p" { ${sentence} }
`;

  test.each([
    ['at rest Sales.phase == paid if Taken', 'expect at rest Sales.phase == paid', 'at-rest'],
    ['no Lost after Paid', 'never Lost', 'happened'],
  ])('%s', async (sentence, expected, why) => {
    const { scenario, after } = await pin(sales(sentence), ({ code }) => code === 'property-violated');
    expect(scenario).toMatchObject({ kind: 'scenario', name: `counterexample: ${sentence}` });
    expect(after).toContain(expected);
    const verdict = await outcomeOf(after, `counterexample: ${sentence}`);
    expect(verdict?.status).toBe('violated');
    expect(verdict?.subject).toMatchObject({ why: { kind: why } });
  });

  test('what is wrong on the way only is no scenario', async () => {
    const { scenario } = await pin(
      sales('at all times Sales.phase != failed'),
      ({ code }) => code === 'property-violated',
    );
    expect(scenario).toEqual({
      kind: 'refused',
      reason: 'No scenario can fail as this run does: a scenario can only ask for states when nothing is left to do.',
    });
  });
});
