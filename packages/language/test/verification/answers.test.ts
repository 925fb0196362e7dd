/** Entries that answer: when they come, what a run without them is, and what is said of those that wait. */
import { createSimulation } from '@choreo/analysis/runs';
import { verify } from '@choreo/analysis/verification';
import type { Verification } from '@choreo/analysis/verification';
import { checkTexts, runText } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { describe, expect, test } from 'vitest';

async function read(text: string): Promise<Choreography> {
  const names = [...new Set(text.match(/\b[A-Z]\b/g))];
  const events = names.map(name => `event ${name} { key id: uuid  ok: boolean }`).join('\n');
  const [checked] = await checkTexts([{ uri: 'file:///test.choreo', text: `${events}\n${text}` }]);
  if (!checked) throw new Error('There is no choreography');
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return checked.choreography;
}

const violatedIn = ({ verdicts }: Verification): string[] => [
  ...new Set(verdicts.flatMap(({ status, code }) => (status === 'violated' ? [code] : []))),
];

const endsOf = ({ exits }: Verification): string[] => exits.map(end => end.join(' + ') || 'nothing').sort();

describe('what there is no run of', () => {
  const circle = `actor User { emits A after B, B? after A receives X }
service S { a: on A -> X  b: on B }`;

  test('answers that wait for one another, which is no incomplete flow', async () => {
    const verification = verify(await read(circle));
    expect(violatedIn(verification)).toEqual(['dead-alternative']);
    expect(endsOf(verification)).toEqual([]);
  });

  test('a simulation of it is at rest at once', async () => {
    const simulation = createSimulation(await read(circle));
    expect(simulation.options()).toEqual([]);
    expect(simulation.snapshot.quiescent).toBe(true);
  });

  test('beside something else that comes', async () => {
    const model = await read(`${circle}
actor Other { emits C? receives Y }
service T { c: on C -> Y }`);
    for (const reduction of ['full', 'auto'] as const) expect(endsOf(verify(model, { reduction }))).toEqual(['Y']);
  });

  test('an answer alone, where what it answers may stay out', async () => {
    const model = await read(`actor User { emits A?, B?, C after A or B receives X, Y }
service S { a: on A -> Y  b: on B  c: on C -> X }`);
    for (const reduction of ['full', 'auto'] as const)
      expect(endsOf(verify(model, { reduction }))).toEqual(['X', 'X + Y']);
  });
});

describe('when an answer comes', () => {
  test('it is offered once what it answers was sent, whether or not anybody has heard it', async () => {
    const simulation = createSimulation(
      await read(`actor User { emits A, B after A receives X, Y }
service S { a: on A -> Y  b: on B -> X }`),
    );
    const offered = (): string[] => simulation.options().map(({ step: { kind, message } }) => `${kind} ${message}`);
    expect(offered()).toEqual(['enter A']);
    const [sent] = simulation.options();
    if (sent) simulation.take(sent.move);
    expect(offered()).toEqual(['deliver B', 'deliver A']);
  });

  test('behind what it answers, if all comes in the order in which it was sent', async () => {
    const model = await read(`actor User { emits B after A, A receives X, Y }
service S { a: on A -> Y  b: on B -> X }
service T { t: on A }`);
    const { steps } = createSimulation(model, { order: 'sent' }).toEnd();
    expect(steps.map(({ kind, message, participant }) => `${kind} ${message} ${participant}`)).toEqual([
      'enter A User',
      'deliver A S',
      'deliver A T',
      'deliver B S',
    ]);
  });

  test('to a message of another choreography, which comes or not', async () => {
    const checked = await checkTexts([
      {
        uri: 'file:///billing.choreo',
        text: 'choreography Billing\nevent A { key id: uuid }\nevent Q { key id: uuid }\nservice T { every 1h -> Q & A  on Q }',
      },
      {
        uri: 'file:///shop.choreo',
        text: 'choreography Shop uses Billing\nevent B { key id: uuid }\nevent X { key id: uuid }\nactor User { emits B after A receives X }\nservice S { b: on B -> X }',
      },
    ]);
    expect(checked.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message))).toEqual([]);
    const shop = checked.find(({ choreography }) => choreography.name === 'Shop')?.choreography;
    if (!shop) throw new Error('There is no shop');
    for (const reduction of ['full', 'auto'] as const) expect(endsOf(verify(shop, { reduction }))).toEqual(['X']);
  });

  test('with its own payload, its constants and any number of times', async () => {
    const model = await read(`actor User { emits A, B* { ok: true } after A receives X*, Y }
service S { a: on A  b: on B { when ok -> X else -> Y } }`);
    expect(endsOf(verify(model))).toEqual(['X', 'X + X', 'nothing']);
  });

  test('not in another case than what it answers', async () => {
    const model = await read(`actor User { emits A, B after C receives X }
service S {
  state n: 0..3
  a: on A when n < 3 -> C? & set n = n + 1
  b: on B -> X
}`);
    expect(violatedIn(verify(model, { cases: 2 }))).not.toContain('property-violated');
    expect(endsOf(verify(model, { cases: 2 }))).toEqual(['X', 'nothing']);
  });
});

describe('sentences and scenarios', () => {
  const model = `actor User { emits A, B? after A receives X }
service S { a: on A -> X | nothing  b: on B }
property "p" {
  A leads to X
  B leads to X
  X leads to B
  B requires A
}`;

  test('what an entry leads to is owed from the start, of an answer from its arrival', async () => {
    const { verdicts } = verify(await read(model));
    const sentences = verdicts.flatMap(({ subject, status, run }) =>
      subject.kind === 'sentence' ? [`${status} ${run?.steps.length ?? ''}`] : [],
    );
    expect(sentences).toEqual(['violated 2', 'violated 3', 'violated 2', 'proved ']);
  });

  test('a `given` waits for what it answers', async () => {
    const { verdicts } = verify(
      await read(`${model}
scenario "answered" { given B given A choose S.a -> X expect A before B expect X }
scenario "not asked" { given B never B never X }`),
    );
    const scenarios = verdicts.flatMap(({ subject, status }) => (subject.kind === 'scenario' ? [status] : []));
    expect(scenarios).toEqual(['proved', 'proved']);
  });
});

test('a run tells what waits, and does not count it as pending', async () => {
  const model = await read(`actor User { emits A, B? after C or X receives X }
service S { a: on A -> nothing | X  b: on B }
property "p" { never A }`);
  const { run } = verify(model).verdicts.find(({ code }) => code === 'incomplete-flow') ?? {};
  if (!run) throw new Error('The case can end without an exit');
  expect(runText(run, model).split('\n')).toEqual([
    'B does not happen.',
    '1. User emits A, and S takes it: a → nothing',
    'Then nothing is left to do.',
    'No exit has happened.',
  ]);
  const simulation = createSimulation(model, { entries: { A: 1, B: 1 } });
  expect(simulation.toEnd().snapshots[0]?.entries).toEqual([
    { message: 'A', count: 1 },
    { message: 'B', count: 1, waitsFor: ['C', 'X'] },
  ]);
  const begun = createSimulation(model, { entries: { A: 1, B: 1 } });
  expect(runText(begun.run, model).split('\n')).toEqual([
    'Still to come: A from outside.',
    'B from outside waits for C or X.',
  ]);
});
