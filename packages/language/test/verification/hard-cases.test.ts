/** Models on which a verifier is easily wrong, each with what has to come out. */
import type { Verification, VerifyOptions } from '@choreo/analysis/verification';
import { verify } from '@choreo/analysis/verification';
import { boundText, checkTexts, reportVerification } from '@choreo/language';
import { describe, expect, test } from 'vitest';

/** Of the last of the files; events that nothing declares are declared with a key. */
async function verified(files: readonly string[], options: VerifyOptions = {}) {
  const all = files.join('\n');
  const names = [...new Set(all.match(/(?<![."\w])[A-Z]\w*/g))].filter(
    name => !new RegExp(`(event|actor|service|choreography|uses|property|scenario) ${name}\\b`).test(all),
  );
  const events = names.map(name => `event ${name} { key id: uuid }`).join('\n');
  const texts = files.map((text, index) => ({
    uri: `file:///${index}.choreo`,
    text: index === files.length - 1 ? `${text}\n${events}` : text,
  }));
  const checked = (await checkTexts(texts)).at(-1);
  if (!checked) throw new Error('There is no choreography');
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const verification = verify(checked.choreography, options);
  return { verification, reported: reportVerification(checked.choreography, verification, {}) };
}

const endsOf = ({ exits }: Verification): string[] => exits.map(end => end.join(' + ') || 'nothing').sort();

/** Of each scenario, by name. */
function scenariosOf({ verdicts }: Verification): Record<string, string> {
  return Object.fromEntries(
    verdicts.flatMap(({ status, subject }) => (subject.kind === 'scenario' ? [[subject.scenario.name, status]] : [])),
  );
}

function statusOf({ verdicts }: Verification, code: string): string {
  const found = verdicts.filter(verdict => verdict.code === code);
  const worst = ['violated', 'bounded', 'proved'].find(status => found.some(verdict => verdict.status === status));
  return worst ?? 'not asked';
}

describe('what comes from outside', () => {
  test('each `given` of a message has its own payload', async () => {
    const { verification } = await verified([
      `event A { key id: uuid  ok: boolean }
actor U { emits A* receives X*, Y* }
service S { r: on A { when ok -> X else -> Y } }
scenario "either" { given A { ok: true } given A { ok: false } never X }
scenario "both" { given A { ok: true } given A { ok: false } expect 1 X expect 1 Y }
scenario "twice" { given A { ok: false } given A { ok: false } never X expect 2 Y }`,
    ]);
    expect(scenariosOf(verification)).toEqual({ either: 'violated', both: 'proved', twice: 'proved' });
  });

  test('a used message that only comes in is no exit', async () => {
    const lib = `choreography Lib
event L { key id: uuid }
actor LA { emits L? }
service LS { on L }`;
    const { verification } = await verified([
      lib,
      `choreography Main
uses Lib
actor R { receives X }
service S { r: on L -> B  q: on B -> X | nothing }`,
    ]);
    expect(statusOf(verification, 'incomplete-flow')).toBe('violated');
    expect(endsOf(verification)).toEqual(['X', 'nothing']);
  });

  test('a loss is counted on by nothing', async () => {
    const model = `channel c { carries A  delivery at-most-once }
actor U { emits A receives X }
service S { r: on A -> A }
service T { t: on X }`;
    const { verification, reported } = await verified([model]);
    expect(verification.termination).toBe('livelock');
    expect(statusOf(verification, 'incomplete-flow')).toBe('violated');
    const message = reported.find(({ code }) => code === 'livelock')?.message;
    expect(message).toMatch(/`A` .* `S\.r`/);
  });
});

describe('scenarios', () => {
  test('on a model that loops, they end', async () => {
    const model = `actor U { emits A }
service S { r: on A -> A | nothing }
service T { q: on A -> C }
service V { z: on C  x: on X }
scenario "happens" { given A choose S.r -> A never C }
scenario "never happens" { given A choose S.r -> A never X }`;
    const { verification } = await verified([model], { maxStates: 2000 });
    expect(scenariosOf(verification)).toEqual({ happens: 'violated', 'never happens': 'bounded' });
  });

  test('a join that gives up has not chosen what it would have done', async () => {
    const { verification } = await verified([
      `actor U { emits A, B? receives X, Y* }
service S { j: on A and B by id within 5m else Y -> X }
scenario "gives up" { given A choose S.j -> X }
scenario "fires" { given A given B choose S.j -> X possible X }
scenario "is to give up" { given A choose S.j -> Y expect Y }`,
    ]);
    expect(scenariosOf(verification)).toEqual({ 'gives up': 'violated', fires: 'proved', 'is to give up': 'proved' });
  });
});

describe('two reactions to one delivery', () => {
  test('write a state, or keep a timer, in either order', async () => {
    const { verification } = await verified([
      `actor U { emits A receives X*, Y*, Z* }
service S {
  state s: none | one | two
  a: on A -> set s = one & B
  b: on A -> set s = two
  c: on B { when s == one -> X  when s == two -> Y  else -> nothing }
}
service T {
  start: on A -> D after 5m
  stop: on A -> cancel D
  due: on D -> Z
}
scenario "x" { given A possible X }
scenario "y" { given A possible Y }
scenario "z" { given A possible Z }`,
    ]);
    expect(scenariosOf(verification)).toEqual({ x: 'proved', y: 'proved', z: 'proved' });
  });

  test('emit onto an ordered channel in either order', async () => {
    const { verification } = await verified([
      `channel c { carries B, C  ordered by id }
actor U { emits A receives X, Y }
service S { b: on A -> B  c: on A -> C }
service T {
  state first: none | b | c
  b: on B when first == none -> X & set first = b
  c: on C when first == none -> Y & set first = c
}
scenario "x" { given A possible X }
scenario "y" { given A possible Y }`,
    ]);
    expect(scenariosOf(verification)).toEqual({ x: 'proved', y: 'proved' });
  });

  test('see the state as it was: two that count make one', async () => {
    const { verification } = await verified([
      `actor U { emits A receives X*, Y* }
service S {
  state n: 0..5
  a: on A -> set n = n + 1 & B
  b: on A -> set n = n + 1
  c: on B { when n == 1 -> X  else -> Y }
}
property "p" { never Y }`,
    ]);
    expect(statusOf(verification, 'property-violated')).toBe('proved');
  });
});

describe('what the model leaves open', () => {
  const compared = 'event A { key id: uuid  n: int  m: int }\nactor U { emits A receives X*, Y*, Z* }';

  test('bounds what rests on it, in words that name it', async () => {
    const { verification } = await verified([
      `${compared}
service S { r: on A { when n > m -> X else -> A } }
scenario "x" { given A possible X }`,
    ]);
    const open = 'conditions that the model leaves open: `n > m` in `S.r`';
    const bounded = verification.verdicts.filter(({ status }) => status === 'bounded');
    expect(bounded.map(({ code }) => code).sort()).toEqual([
      'dead-alternative',
      'incomplete-flow',
      'livelock',
      'scenario-failed',
    ]);
    for (const { bounds } of bounded) expect(boundText(bounds)).toBe(open);
    expect(verification.supposed).toEqual([]);
  });

  test('is said of a run that needs it', async () => {
    const { reported } = await verified([
      `${compared}\nservice S { r: on A when n > m -> X }\nproperty "p" { never X }`,
    ]);
    expect(reported.find(({ code }) => code === 'property-violated')?.message).toContain(
      'supposes what the model leaves open: `n > m` in `S.r`',
    );
  });

  test('is not taken in two ways at once', async () => {
    const { verification } = await verified([
      `${compared}\nservice S { p: on A when n > m -> X  q: on A when m > n -> Y  r: on A -> Z }`,
    ]);
    expect(endsOf(verification)).toEqual(['X + Z', 'Y + Z', 'Z']);
    expect(verification.supposed.map(({ text }) => text)).toEqual(['n > m', 'm > n']);
  });

  test('is the case of a message that finds no instance, where that is allowed', async () => {
    const { verification } = await verified([
      `event Placed { key orderId: uuid }
event Received { key intentId: uuid }
actor U { emits Placed, Received receives X* }
service Orders {
  state placed: boolean
  a: on Placed -> set placed = true
  @allow("unkeyed-state", "one order at a time")
  b: on Received when placed -> X
}`,
    ]);
    const texts = new Set(
      verification.verdicts.filter(({ status }) => status !== 'violated').map(({ bounds }) => boundText(bounds)),
    );
    expect([...texts]).toEqual([
      'messages that find no instance of `Orders` by `orderId` are taken to belong to the one of the case',
    ]);
  });
});

test('payloads between constants that lie close together are among the runs', async () => {
  const { verification } = await verified([
    `event A { key id: uuid  name: string  big: float  few: int  a: int  b: int }
actor U { emits A receives X*, Y*, Z*, V* }
service S {
  x: on A when name > "a" and name < "a!" -> X
  y: on A when big > 10000000000000000 -> Y
}
service T {
  z: on A when a + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 > b -> Z
  v: on A when a + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 2 > b -> V
}
scenario "x" { given A possible X }
scenario "y" { given A possible Y }
property "p" { V excludes Z }`,
  ]);
  expect(scenariosOf(verification)).toEqual({ x: 'proved', y: 'proved' });
  expect(endsOf(verification)).toContain('V');
});

test('a sentence about what never happens says nothing', async () => {
  const { verification, reported } = await verified([
    `actor U { emits A receives B }
service S { a: on A -> B  x: on X -> Y  y: on Y }
property "p" { Y requires A  B requires A  never X }`,
  ]);
  expect(statusOf(verification, 'property-violated')).toBe('proved');
  const vacuous = reported.filter(({ code, status }) => code === 'vacuous-sentence' && status === 'violated');
  expect(vacuous.map(({ message }) => message)).toEqual([
    'In `p` the sentence "`Y` requires `A`" says nothing: `Y` happens on no run. Let something emit it, or take the sentence out.',
  ]);
});

describe('large counts', () => {
  test('a state of a thousand values', async () => {
    const { verification } = await verified([
      `actor U { emits A receives X, Y }
service S {
  state n: 0..1000
  a: on A -> B
  b: on B { when n == 999 -> X  when n > 999 -> Y  else -> B & set n = n + 1 }
}
property "p" { never Y  A leads to X }`,
    ]);
    expect(statusOf(verification, 'property-violated')).toBe('proved');
    expect(endsOf(verification)).toEqual(['X']);
  });

  test('a state of more values than are kept apart is a bound', async () => {
    const { verification } = await verified([
      `actor U { emits A receives X }
service S { state n: 0..70000  a: on A when n < 70000 -> X & set n = n + 1 }`,
    ]);
    const [bound] = verification.verdicts
      .filter(({ status }) => status === 'bounded')
      .map(({ bounds }) => boundText(bounds));
    expect(bound).toContain('`n` of `S` has more than 65536 values');
  });

  test('twelve messages in a queue', async () => {
    const { verification } = await verified([
      `channel c { carries B, C  ordered by id }
actor U { emits A receives X }
service S { on A -> B & B & B & B & B & B & C & C & C & C & C & C }
service T { on B  c: on C }
service V { x: on Y -> X }
property "p" { C requires B }`,
    ]);
    expect(statusOf(verification, 'property-violated')).toBe('proved');
    expect(verification.exploration).not.toBe('bounded');
  });
});

describe('timers', () => {
  test('that each turn of a loop cancels do not pile up', async () => {
    const { verification } = await verified([
      `actor U { emits A? receives X*, Y* }
service S {
  a: on A -> B
  b: on B -> C & cancel X
  c: on C -> X after 1h & D after 5m
  d: on D -> B
}`,
    ]);
    expect(statusOf(verification, 'unbounded-messages')).toBe('proved');
  });

  test('the one who started a timer is named', async () => {
    const { verification } = await verified([
      `actor U { emits A?, B? receives Z }
service S { first: on A -> X after 5m  second: on B -> X after 7m  fire: on X -> Z }
scenario "b" { given B never Z }`,
    ]);
    const run = verification.verdicts.find(({ code }) => code === 'scenario-failed')?.run;
    expect(run?.steps.flatMap(({ firings }) => firings.map(({ reaction }) => reaction))).toEqual([
      'S.second',
      'S.second',
      'S.fire',
    ]);
  });

  test('a `cancel` that comes too late shows beside a reaction that starts the timer anew', async () => {
    const { verification } = await verified([
      `actor U { emits A+ }
service S {
  state n: 0..1
  start: on A -> X after 5m & set n = 1
  stop: on A when n == 1 -> cancel X
  fire: on X
}`,
    ]);
    expect(statusOf(verification, 'late-timeout')).toBe('violated');
  });
});
