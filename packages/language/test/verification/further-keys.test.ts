/** Several things in one case: which keys are further ones, and what runs make of their values. */
import { furtherKeysOf } from '@choreo/analysis';
import { createSimulation } from '@choreo/analysis/runs';
import { verify } from '@choreo/analysis/verification';
import type { Verification } from '@choreo/analysis/verification';
import { boundText, checkTexts, endStates, endWaiting, runText } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { describe, expect, test } from 'vitest';

/** Messages with a small letter behind their name carry the key `job` besides `batch`. */
async function read(text: string): Promise<Choreography> {
  const names = [...new Set(text.match(/\b[A-Z][a-z]?\b/g))];
  const events = names.map(name => `event ${name} { key batch: uuid ${name.length > 1 ? ' key job: uuid' : ''} }`);
  return readAll(`${events.join('\n')}\n${text}`);
}

async function readAll(text: string): Promise<Choreography> {
  const [checked] = await checkTexts([{ uri: 'file:///test.choreo', text }]);
  if (!checked) throw new Error('There is no choreography');
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return checked.choreography;
}

const violatedIn = ({ verdicts }: Verification): string[] => [
  ...new Set(verdicts.flatMap(({ status, code }) => (status === 'violated' ? [code] : []))),
];

const endsOf = ({ exits }: Verification): string[] => exits.map(end => end.join(' + ') || 'nothing').sort();

describe('which keys are further ones', () => {
  const keysIn = async (text: string): Promise<readonly string[]> => furtherKeysOf(await readAll(text)).names;

  test('one that messages carry only together with another, which others carry alone', async () => {
    expect(await keysIn('event A { key a: uuid } event B { key a: uuid  key b: uuid }')).toEqual(['b']);
  });

  test('none that a message carries alone: it leads to an instance', async () => {
    const text = 'event A { key a: uuid } event B { key a: uuid  key b: uuid } event C { key b: uuid }';
    expect(await keysIn(text)).toEqual([]);
  });

  test('none that may be missing', async () => {
    expect(await keysIn('event A { key a: uuid } event B { key a: uuid  key b?: uuid }')).toEqual([]);
  });

  test('where all messages carry both, the one by which not all services keep their state', async () => {
    const both = (
      by: string,
      other: string,
    ) => `event A { key a: uuid  key b: uuid } event B { key a: uuid  key b: uuid }
service S by ${by} { state s: boolean r: on A when not s -> B & set s = true }
service T by ${other} { state t: boolean r: on B when not t -> set t = true }
actor U { emits A }`;
    expect(await keysIn(both('a', 'a, b'))).toEqual(['b']);
    expect(await keysIn(both('b', 'b'))).toEqual(['a']);
    expect(await keysIn(both('a, b', 'a, b'))).toEqual([]);
  });

  test('a further one of a further one', async () => {
    const text =
      'event A { key a: uuid } event B { key a: uuid  key b: uuid } event C { key a: uuid  key b: uuid  key c: uuid }';
    expect(await keysIn(text)).toEqual(['b', 'c']);
  });

  test('where a service finds the instance of such a key by another one, a case has one value of it', async () => {
    const model = await readAll(`event A { key a: uuid } event B { key a: uuid  key b: uuid }
service S by b { state s: boolean one: on B -> set s = true  other: on A when s -> nothing }
actor U { emits B, A after B }`);
    expect(furtherKeysOf(model)).toMatchObject({ names: [], single: ['b'] });
    expect(verify(model).verdicts.map(({ bounds }) => boundText(bounds))).toContain('up to 1 b');
  });
});

describe('how many values there are', () => {
  test('messages of one step have the same, repeats of a message another each', async () => {
    const model = await read(`actor User { emits A receives Xx* }
service S { a: on A -> Bb & Cc }
service T { bc: on Bb and Cc -> Xx }`);
    const verification = verify(model);
    expect(endsOf(verification)).toEqual(['Xx']);
    expect(violatedIn(verification)).toEqual([]);
    const repeated = await read(`actor User { emits A receives Xx* }
service S { a: on A -> Bb+ & Cc }
service T { bc: on Bb and Cc -> Xx }`);
    const { ends } = verify(repeated, { ends: 30 });
    expect(ends.flatMap(({ listed }) => listed.flatMap(endWaiting))).toEqual(['T.bc (job 2) holds Bb']);
  });

  test('messages of two steps have two', async () => {
    const model = await read(`actor User { emits A receives Xx* }
service S { a: on A -> Bb & D  d: on D -> Cc }
service T { bc: on Bb and Cc -> Xx }`);
    expect(endsOf(verify(model))).toEqual(['nothing']);
  });

  test('a third is a bound, and nothing is proved of what it would do', async () => {
    const model = await read(`actor User { emits A receives Xx* }
service S by batch {
  state n: 0..2
  a: on A or D when n < 3 -> Bb & set n = n + 1
}
service T { b: on Bb -> D }`);
    const { exploration, bound, verdicts } = verify(model);
    expect({ exploration, bound }).toEqual({
      exploration: 'bounded',
      bound: { kind: 'further-keys', keys: ['job'], most: 2 },
    });
    expect(verdicts.filter(({ status }) => status === 'proved')).toEqual([]);
    expect(boundText(bound ? [bound] : [])).toBe('up to 2 job');
    const { steps, snapshots } = createSimulation(model).toEnd();
    expect({ steps: steps.length, quiescent: snapshots.at(-1)?.quiescent }).toEqual({ steps: 4, quiescent: false });
  });

  test('entries bring their own, and an answer has that of what it answers', async () => {
    const model = await read(`actor User { emits Aa+, Bb? after Aa receives Xx*, Y }
service S by batch, job {
  state s: boolean
  a: on Aa -> set s = true
  b: on Bb { when s -> Xx  else -> Y }
}`);
    const [other] = endsOf(verify(model)).filter(end => end === 'Xx + Y');
    expect(other).toBeUndefined();
    const { ends } = verify(model, { ends: 30 });
    expect(ends.flatMap(({ listed }) => listed.flatMap(endStates))).toContain('S.s (job 2) = true');
  });
});

describe('what is kept for each value', () => {
  test('limits', async () => {
    const model = await read(`actor User { emits A receives Xx*, Yy* }
service S { a: on A -> Bb+ }
service T by batch, job { b: on Bb at most 1 times else Yy -> Xx }`);
    expect(endsOf(verify(model))).toEqual(['Xx', 'Xx + Xx']);
  });

  test('timers: another value cancels none', async () => {
    const model = await read(`actor User { emits A receives Xx* }
service S { a: on A -> Bb & Cc & Bb }
service T by batch, job {
  b: on Bb -> Xx after 5m
  c: on Cc -> cancel Xx
}`);
    expect(endsOf(verify(model))).toEqual(['Xx', 'Xx + Xx']);
  });

  test('joins that give up', async () => {
    const model = await read(`actor User { emits A receives Xx*, Yy* }
service S { a: on A -> Bb & Cc & Bb }
service T by batch, job { bc: on Bb and Cc within 5m else Yy -> Xx }`);
    expect(endsOf(verify(model))).toContain('Xx + Yy');
    const run = createSimulation(model, { order: 'sent' }).toEnd();
    expect(run.steps.filter(({ kind }) => kind === 'give-up')).toHaveLength(1);
    expect(runText(run, model)).toContain('T stops waiting (job 2): bc gives up after 5m, and drops Bb → Yy');
  });

  test('the queues of a channel that is ordered by it', async () => {
    const text = (key: string) => `actor User { emits A receives X, Y }
service S { a: on A -> Bb & Cc & Bb }
service T by batch, job {
  state s: boolean
  b: on Bb -> set s = true
  c: on Cc { when s -> X  else -> Y }
}
channel c { carries Bb, Cc ordered by ${key} }`;
    expect(endsOf(verify(await read(text('job'))))).toEqual(['X']);
    expect(endsOf(verify(await read(text('batch'))))).toEqual(['X']);
    expect(endsOf(verify(await read(text('job').replace(/channel.*/, ''))))).toEqual(['X', 'Y']);
  });

  test('what a sentence counts: the messages that share a key, for each of its values', async () => {
    const model = await read(`actor User { emits A receives Xx }
service S { a: on A -> Bb+ }
service T { b: on Bb -> Xx }
property "each" {
  at most 1 Xx
  Bb leads to Xx
  A leads to Xx
}`);
    expect(violatedIn(verify(model))).toEqual([]);
    const owed = await read(`actor User { emits A receives Xx* }
service S { a: on A -> Bb & Bb }
service T by batch { state n: boolean b: on Bb when not n -> Xx & set n = true }
property "each" { Bb leads to Xx }`);
    expect(violatedIn(verify(owed))).toContain('property-violated');
  });

  test('two cases have values of their own', async () => {
    const model = await read(`actor User { emits A receives Xx* }
service S by nothing { state n: boolean a: on A { when n -> nothing  else -> Bb+ & set n = true } }
service T by batch, job { state s: boolean b: on Bb when not s -> Xx & set s = true }`);
    expect(endsOf(verify(model, { cases: 2 }))).toEqual(['Xx', 'Xx + Xx', 'nothing']);
  });
});

test('a run tells which one it is about', async () => {
  const model = await read(`actor User { emits A receives Xx* }
service S { a: on A -> Bb & Bb }
service T by batch, job { state s: boolean b: on Bb when not s -> Xx & set s = true }
property "none" { at rest not T.s }`);
  const run = verify(model).verdicts.find(
    ({ code, status }) => code === 'property-violated' && status === 'violated',
  )?.run;
  expect(run && runText(run, model)).toContain('T takes Bb (job 1): b → Xx; s (job 1) becomes true (was false)');
});
