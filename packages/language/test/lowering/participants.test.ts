/** Services, actors and their members become data, with the places they were read from. */
import { describe, expect, test } from 'vitest';
import { read, readFiles } from '../parsing/read.ts';
import type { Reading } from '../parsing/read.ts';

const world = `
event A { key id: uuid  n: int }
event B { key id: uuid }
event C { key id: uuid }
command D { key id: uuid }
`;

/** The first member of its kind in a service with these members, places shown as text. */
async function member(kind: 'reactions' | 'states' | 'schedules', text: string): Promise<unknown> {
  const reading = await service(text);
  expect(reading.errors).toEqual([]);
  return reading.shown(reading.choreography.participants[0]?.[kind][0]);
}

const service = (members: string): Promise<Reading> => read(`${world}service S { ${members} }`);

describe('participants', () => {
  test('an entry that answers others, behind its multiplicity and what it gives', async () => {
    const { choreography, shown, errors } = await read(
      `${world}actor P { emits A* { n: 1 } after B, B? after A or C, C } service S { emits D after\n  C\n  after: on D -> B after 24h }`,
    );
    expect(errors).toEqual([]);
    const [actor, other] = choreography.participants;
    expect(shown(actor?.emits)).toMatchObject([
      {
        message: 'A',
        multiplicity: 'many',
        contents: {},
        after: [{ message: 'B', span: 'B' }],
        span: 'A* { n: 1 } after B',
      },
      { message: 'B', multiplicity: 'optional', after: [{ message: 'A' }, { message: 'C' }], nameSpan: 'B' },
      { message: 'C', multiplicity: 'one', span: 'C' },
    ]);
    expect(actor?.emits[2]?.after).toBeUndefined();
    expect(other?.emits).toMatchObject([{ message: 'D', after: [{ message: 'C' }] }]);
    expect(other?.reactions[0]?.label).toBe('after');
  });

  test('of an idempotent service all reactions are idempotent', async () => {
    const { choreography, errors } = await read(
      `${world}idempotent service S { on A on B idempotent } external idempotent service X { on D } service T { on C }`,
    );
    expect(errors).toEqual([]);
    expect(
      choreography.participants.map(({ kind, reactions }) => [kind, ...reactions.map(one => one.idempotent)]),
    ).toEqual([
      ['service', true, true],
      ['external', true],
      ['service', false],
    ]);
  });

  test('a service, an external one and an actor', async () => {
    const { choreography, shown, errors } = await read(`${world}
@owner("x") service S { emits A? on A -> B & D }
external service X { on D -> C  receives B }
actor P { receives C*, D  emits B*, A+ }`);
    expect(errors).toEqual([]);
    expect(shown(choreography.participants)).toMatchObject([
      {
        kind: 'service',
        name: 'S',
        span: 'service S { emits A? on A -> B & D }',
        nameSpan: 'S',
        annotations: [{ name: 'owner' }],
        emits: [{ message: 'A', multiplicity: 'optional', span: 'A?', nameSpan: 'A' }],
        receives: [],
      },
      {
        kind: 'external',
        name: 'X',
        span: 'external service X { on D -> C  receives B }',
        reactions: [{ id: 'X.onD' }],
        receives: [{ message: 'B', repeated: false, span: 'B', nameSpan: 'B' }],
      },
      {
        kind: 'actor',
        reactions: [],
        receives: [
          { message: 'C', repeated: true, span: 'C*', nameSpan: 'C' },
          { message: 'D', repeated: false },
        ],
        emits: [
          { message: 'B', multiplicity: 'many' },
          { message: 'A', multiplicity: 'some' },
        ],
      },
    ]);
  });

  test('what a service emits but nobody declared is left out, and reported', async () => {
    const { choreography, errors } = await service('emits A, Z receives');
    expect(choreography.participants[0]?.emits).toMatchObject([{ message: 'A' }]);
    expect(errors.join()).toContain('«}»');
  });
});

describe('states', () => {
  test.each([
    ['state v: boolean = true', { kind: 'boolean', value: true }],
    ['state v: 0..3 = 2', { kind: 'number', value: 2 }],
    ['state v: -2..-1 = -1', { kind: 'unary', operator: '-', operand: { kind: 'number', value: 1 } }],
    ['state v: idle | on = on', { kind: 'state-value', state: 'v', value: 'on', span: 'on' }],
  ])('%s', async (text, initial) => {
    expect(await member('states', text)).toMatchObject({ span: text, initial });
  });

  test.each([
    ['state v: E', { kind: 'values', enum: 'E', enumSpan: 'E', values: [{ name: 'X' }, { name: 'Y' }] }],
    [
      'state v: E?',
      { kind: 'values', enum: 'E', enumSpan: 'E', values: [{ name: 'X' }, { name: 'Y' }], optional: true },
    ],
    ['state v: E? = Y', { kind: 'values', enum: 'E', optional: true }],
    ['state v: E = E.Y', { kind: 'values', enum: 'E' }],
    ['state v: E | F', { kind: 'values', values: [{ name: 'E' }, { name: 'F' }] }],
  ])('%s', async (text, type) => {
    const { choreography, shown, errors } = await read(`${world} enum E { X, Y } service S { ${text} }`);
    expect(errors).toEqual([]);
    expect(shown(choreography.participants[0]?.states[0])).toMatchObject({ span: text, type });
  });

  test('an enum of another choreography', async () => {
    const { Shop } = await readFiles({
      'b.choreo': 'choreography Billing\nenum Tier { gold, plain }',
      's.choreo':
        'choreography Shop uses Billing\nevent A\nservice S {\n  state a: Tier\n  state b: Billing.Tier?\n  on A when a == gold and b == Billing.Tier.gold -> set b = plain\n}',
    });
    expect(Shop?.errors).toEqual([]);
    expect(Shop?.choreography.participants[0]?.states.map(({ type }) => type)).toMatchObject([
      { enum: 'Billing.Tier', values: [{ name: 'gold' }, { name: 'plain' }] },
      { enum: 'Billing.Tier', optional: true },
    ]);
  });

  test('what is no enum is reported where it can be nothing else', async () => {
    const { errors } = await read(`${world} service S { state v: E? state w: B? }`);
    expect(errors).toEqual([
      'unknown-name «E»: There is no enum `E`. Declare it, or use an existing one.',
      'unknown-name «B»: There is no enum `B`. Declare it, or use an existing one.',
    ]);
  });

  test('a name that is none of its values is no state', async () => {
    expect(await member('states', 'state v: a | b = w state w: a | b')).toMatchObject({
      initial: { kind: 'unresolved', path: ['w'], candidates: ['a', 'b'] },
    });
  });

  test.each([
    ['state v: boolean', { kind: 'boolean' }],
    ['state v: 0..3', { kind: 'range', min: 0, max: 3 }],
    ['state v: -2..-1', { kind: 'range', min: -2, max: -1 }],
    ['state v: only', { kind: 'values', values: [{ name: 'only', span: 'only' }] }],
    [
      'state v: idle | held | closed',
      {
        kind: 'values',
        values: [
          { name: 'idle', span: 'idle' },
          { name: 'held', span: 'held' },
          { name: 'closed', span: 'closed' },
        ],
      },
    ],
  ])('%s', async (text, type) => {
    expect(await member('states', text)).toEqual({ name: 'v', nameSpan: 'v', span: text, annotations: [], type });
  });
});

describe('reactions', () => {
  test('a label, all clauses and an outcome', async () => {
    const text = `join: on A and B when n > 0 by id within 30m else C & set v = true at most 3 times else nothing idempotent -> B? | C`;
    expect(await member('reactions', `state v: boolean @allow("x", "y") ${text}`)).toMatchObject({
      id: 'S.join',
      participant: 'S',
      name: 'join',
      label: 'join',
      nameSpan: 'join',
      span: text,
      headSpan: 'A and B when n > 0 by id within 30m else C & set v = true at most 3 times else nothing idempotent',
      annotations: [{ name: 'allow', args: ['x', 'y'], span: '@allow("x", "y")' }],
      trigger: {
        kind: 'all',
        span: 'A and B',
        messages: [
          { message: 'A', span: 'A' },
          { message: 'B', span: 'B' },
        ],
      },
      guard: { kind: 'binary', span: 'n > 0' },
      by: { field: 'id', span: 'id' },
      within: {
        span: 'within 30m else C & set v = true',
        duration: { text: '30m', milliseconds: 1_800_000, span: '30m' },
        otherwise: {
          alternatives: [
            {
              items: [
                { kind: 'emit', message: 'C' },
                { kind: 'set', state: 'v' },
              ],
            },
          ],
        },
      },
      atMost: {
        times: 3,
        span: 'at most 3 times else nothing',
        otherwise: { alternatives: [{ items: [], span: 'nothing' }], span: 'nothing' },
      },
      idempotent: true,
      broken: false,
      body: {
        kind: 'outcome',
        outcome: {
          span: 'B? | C',
          alternatives: [
            {
              span: 'B?',
              items: [{ kind: 'emit', message: 'B', multiplicity: 'optional', span: 'B?', nameSpan: 'B' }],
            },
            { span: 'C', items: [{ kind: 'emit', message: 'C', multiplicity: 'one' }] },
          ],
        },
      },
    });
  });

  test('clauses in another order say the same', async () => {
    const one = await member('reactions', 'j: on A and B by id within 1s else C when n > 0 idempotent -> C');
    const other = await member('reactions', 'j: on A and B idempotent when n > 0 within 1s else C by id -> C');
    const { guard, by, within, idempotent } = Object(one);
    expect(other).toMatchObject({ guard, by, within, idempotent });
  });

  test.each([
    ['on A', 'onA', 'single', ['A']],
    ['on A or B', 'onAOrB', 'any', ['A', 'B']],
    ['on A and B and C', 'onAAndBAndC', 'all', ['A', 'B', 'C']],
    ['pay: on D', 'pay', 'single', ['D']],
  ])('%s is a sink called %s', async (text, name, kind, messages) => {
    expect(await member('reactions', text)).toMatchObject({
      id: `S.${name}`,
      name,
      nameSpan: text.includes(':') ? name : 'on',
      headSpan: text.replace(/^(\w+: )?on /, ''),
      trigger: { kind, messages: messages.map(message => ({ message })) },
      body: { kind: 'sink' },
    });
  });

  test('branches', async () => {
    expect(await member('reactions', 'on A { when n > 9 -> B when n > 0 -> C | nothing else -> B & C }')).toMatchObject(
      {
        headSpan: 'A',
        body: {
          kind: 'branches',
          branches: [
            { span: 'when n > 9 -> B', guard: { span: 'n > 9' }, outcome: { span: 'B' } },
            { span: 'when n > 0 -> C | nothing', outcome: { alternatives: [{ span: 'C' }, { items: [] }] } },
            { span: 'else -> B & C', outcome: { alternatives: [{ items: [{ message: 'B' }, { message: 'C' }] }] } },
          ],
        },
      },
    );
    const { choreography } = await service('on A { else -> B }');
    const body = choreography.participants[0]?.reactions[0]?.body;
    expect(body?.kind === 'branches' && body.branches[0] && 'guard' in body.branches[0]).toBe(false);
  });

  test('one that names nothing known is broken, and keeps the rest', async () => {
    const reading = await service('on A -> Z | B  on A or Z -> B  w: on A and B within 1m else Z -> B');
    expect(reading.choreography.participants[0]?.reactions).toMatchObject([
      { broken: true, body: { outcome: { alternatives: [{ items: [] }, { items: [{ message: 'B' }] }] } } },
      { broken: true, trigger: { kind: 'any', messages: [{ message: 'A' }] } },
      { broken: true, body: { outcome: { alternatives: [{ items: [{ message: 'B' }] }] } } },
    ]);
    expect(reading.errors).toHaveLength(3);
    expect(reading.errors[0]).toMatch('unknown-name «Z»');
  });
});

describe('outcomes', () => {
  test.each([
    ['B', { kind: 'emit', message: 'B', multiplicity: 'one', span: 'B', nameSpan: 'B' }],
    ['B?', { kind: 'emit', message: 'B', multiplicity: 'optional', span: 'B?', nameSpan: 'B' }],
    ['B*', { kind: 'emit', message: 'B', multiplicity: 'many', span: 'B*', nameSpan: 'B' }],
    ['B+', { kind: 'emit', message: 'B', multiplicity: 'some', span: 'B+', nameSpan: 'B' }],
    [
      'B after 10m',
      {
        kind: 'emit',
        message: 'B',
        multiplicity: 'one',
        after: { text: '10m', milliseconds: 600_000, span: '10m' },
        span: 'B after 10m',
        nameSpan: 'B',
      },
    ],
    [
      'A* { ..., n: n + 1 } after 10m',
      {
        kind: 'emit',
        message: 'A',
        multiplicity: 'many',
        contents: {
          copySpan: '...',
          given: [{ name: 'n', nameSpan: 'n', value: { kind: 'binary', operator: '+', span: 'n + 1' } }],
          span: '{ ..., n: n + 1 }',
        },
        after: { text: '10m' },
        span: 'A* { ..., n: n + 1 } after 10m',
        nameSpan: 'A',
      },
    ],
    ['cancel B', { kind: 'cancel', message: 'B', span: 'cancel B', nameSpan: 'B' }],
    [
      'set v = true',
      {
        kind: 'set',
        state: 'v',
        name: 'v',
        value: { kind: 'boolean', value: true, span: 'true' },
        span: 'set v = true',
        nameSpan: 'v',
      },
    ],
  ])('%s', async (text, item) => {
    const reaction = await member('reactions', `on A -> ${text} state v: boolean`);
    expect(reaction).toMatchObject({
      body: { outcome: { alternatives: [{ items: [item], span: text }], span: text } },
    });
  });

  test('`&` binds tighter than `|`', async () => {
    const reaction = await member('reactions', 'on A -> B & C | B & D? & C* | nothing');
    expect(reaction).toMatchObject({
      body: {
        outcome: {
          alternatives: [
            { span: 'B & C', items: [{ message: 'B' }, { message: 'C' }] },
            { span: 'B & D? & C*', items: [{ message: 'B' }, { message: 'D' }, { message: 'C' }] },
            { span: 'nothing', items: [] },
          ],
        },
      },
    });
  });

  test('a state that the service does not have is reported; the assignment stays', async () => {
    const { choreography, errors } = await service('on A -> set paied = 1');
    expect(choreography.participants[0]?.reactions[0]?.body).toMatchObject({
      outcome: { alternatives: [{ items: [{ kind: 'set', name: 'paied' }] }] },
    });
    expect(errors).toEqual([
      'unknown-name «paied»: `S` has no state `paied`. Declare `state paied: …` in it, or use an existing one.',
    ]);
  });
});

describe('schedules', () => {
  test('are named by their interval, with a number from the second on', async () => {
    const { choreography, shown } = await service('every 1h -> A @allow("a", "b") every 1h -> B every 1.5d -> C?');
    expect(shown(choreography.participants[0]?.schedules)).toMatchObject([
      { id: 'S.every1h', name: 'every1h', participant: 'S', span: 'every 1h -> A', outcome: { span: 'A' } },
      { id: 'S.every1h2', name: 'every1h2', span: 'every 1h -> B', annotations: [{ name: 'allow' }] },
      { name: 'every1.5d', every: { text: '1.5d', milliseconds: 129_600_000, span: '1.5d' } },
    ]);
  });

  test.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
    ['24h', 86_400_000],
    ['7d', 604_800_000],
    ['0.5s', 500],
  ])('%s', async (text, milliseconds) => {
    expect(await member('schedules', `every ${text} -> A`)).toMatchObject({
      every: { text, milliseconds, span: text },
    });
  });
});
