/** Headers, channels, properties and scenarios become data, with the places they were read from. */
import { describe, expect, test } from 'vitest';
import { read } from '../parsing/read.ts';

const world = `
event A { key id: uuid  total: Money }
event B { key id: uuid }
event C { key id: uuid }
type Money { amount: decimal  currency: string }
service S { state done: boolean  state phase: idle | held  pay: on A -> B | C  on B }
`;

test('a header, with what it uses', async () => {
  const { choreography, shown } = await read(
    '/** Sells. */\n@owner("x")\nchoreography Shop uses Billing, Identity\nevent E',
  );
  expect(choreography.name).toBe('Shop');
  expect(shown(choreography.headers)).toEqual([
    {
      doc: 'Sells.',
      annotations: [{ name: 'owner', args: ['x'], span: '@owner("x")' }],
      uses: [
        { name: 'Billing', span: 'Billing' },
        { name: 'Identity', span: 'Identity' },
      ],
      span: 'choreography Shop uses Billing, Identity',
      nameSpan: 'Shop',
    },
  ]);
});

describe('channels', () => {
  test('all that one can say', async () => {
    const { choreography, shown, errors } = await read(`${world}
channel orders { ordered by id  carries A, B  delivery at-least-once  address "shop.orders"  carries C }
channel bare {}`);
    expect(errors).toEqual([]);
    expect(shown(choreography.channels)).toMatchObject([
      {
        name: 'orders',
        carries: [
          { message: 'A', span: 'A' },
          { message: 'B', span: 'B' },
          { message: 'C', span: 'C' },
        ],
        address: 'shop.orders',
        delivery: 'at-least-once',
        orderedBy: { field: 'id', span: 'id' },
      },
      { name: 'bare', carries: [], span: 'channel bare {}' },
    ]);
  });

  test.each(['at-most-once', 'at-least-once', 'exactly-once'])('delivery %s', async delivery => {
    const { choreography } = await read(`channel c { delivery ${delivery} }`);
    expect(choreography.channels[0]?.delivery).toBe(delivery);
  });
});

describe('properties', () => {
  test.each([
    [
      'A leads to B',
      { kind: 'leads-to', message: { message: 'A', span: 'A' }, targets: [{ message: 'B', span: 'B' }] },
    ],
    ['A leads to B | C', { kind: 'leads-to', targets: [{ message: 'B' }, { message: 'C' }] }],
    ['A requires B', { kind: 'requires', message: { message: 'A' }, required: { message: 'B', span: 'B' } }],
    ['A excludes B', { kind: 'excludes', excluded: { message: 'B' } }],
    ['at most 2 A', { kind: 'at-most', times: 2, message: { message: 'A', span: 'A' } }],
    ['always A', { kind: 'always', message: { message: 'A' } }],
    ['never A', { kind: 'never', message: { message: 'A' } }],
    [
      'A compensated by B on C',
      { kind: 'compensated-by', message: { message: 'A' }, compensation: { message: 'B' }, failure: { message: 'C' } },
    ],
    ['no A after B', { kind: 'no-after', message: { message: 'A' }, earlier: { message: 'B', span: 'B' } }],
    [
      'at rest S.done if A',
      {
        kind: 'at-rest',
        condition: { kind: 'state', participant: 'S', name: 'done', span: 'S.done' },
        premise: { message: 'A', span: 'A' },
      },
    ],
    [
      'at all times S.phase == held',
      {
        kind: 'at-all-times',
        condition: {
          left: { participant: 'S', name: 'phase' },
          right: { kind: 'state-value', participant: 'S', state: 'phase', value: 'held' },
        },
      },
    ],
  ])('%s', async (text, sentence) => {
    const { choreography, shown, errors } = await read(`${world}property "p q" { ${text} ${text} }`);
    expect(errors).toEqual([]);
    expect(shown(choreography.properties)).toMatchObject([
      {
        name: 'p q',
        nameSpan: '"p q"',
        sentences: [
          { ...sentence, span: text },
          { ...sentence, span: text },
        ],
      },
    ]);
  });

  test('a sentence about something unknown is left out, and reported', async () => {
    const { choreography, errors } = await read(`${world}property "p" { A requires Z  B leads to A | Z  never C }`);
    expect(choreography.properties[0]?.sentences).toMatchObject([{ kind: 'never' }]);
    expect(errors).toHaveLength(2);
  });
});

describe('scenarios', () => {
  test.each([
    ['given A', { kind: 'given', message: { message: 'A', span: 'A' } }],
    ['choose S.pay -> B', { kind: 'choose', reaction: 'S.pay', reactionSpan: 'pay', outcome: { span: 'B' } }],
    ['choose S.onB -> nothing', { kind: 'choose', reaction: 'S.onB', outcome: { alternatives: [{ items: [] }] } }],
    ['expect A', { kind: 'expect', message: { message: 'A' } }],
    ['expect 2 A', { kind: 'expect', message: { message: 'A', span: 'A' }, times: 2 }],
    ['expect at rest S.done', { kind: 'expect-at-rest', condition: { participant: 'S', name: 'done' } }],
    ['expect A before B', { kind: 'expect-order', first: { message: 'A' }, second: { message: 'B', span: 'B' } }],
    ['never A', { kind: 'never', message: { message: 'A' } }],
    ['possible A', { kind: 'possible', message: { message: 'A' } }],
  ])('%s', async (text, step) => {
    const { choreography, shown, errors } = await read(`${world}scenario "s" { ${text} ${text} }`);
    expect(errors).toEqual([]);
    expect(shown(choreography.scenarios)).toMatchObject([
      {
        name: 's',
        steps: [
          { ...step, span: text },
          { ...step, span: text },
        ],
      },
    ]);
  });

  test('payloads of every shape', async () => {
    const payload = '{ total: { amount: -5.5, currency: "EUR" }, when: [true, Fraud, [], {}], "": 1 }';
    const { choreography, shown, errors } = await read(
      `${world}scenario "s" { given A ${payload.replace(', "": 1', ',')} }`,
    );
    expect(errors).toEqual([]);
    expect(shown(choreography.scenarios[0]?.steps[0])).toMatchObject({
      payload: {
        kind: 'object',
        entries: [
          {
            name: 'total',
            nameSpan: 'total',
            value: {
              kind: 'object',
              span: '{ amount: -5.5, currency: "EUR" }',
              entries: [
                { name: 'amount', value: { kind: 'number', value: -5.5, span: '-5.5' } },
                { name: 'currency', value: { kind: 'string', value: 'EUR', span: '"EUR"' } },
              ],
            },
          },
          {
            name: 'when',
            value: {
              kind: 'array',
              span: '[true, Fraud, [], {}]',
              elements: [
                { kind: 'boolean', value: true, span: 'true' },
                { kind: 'word', value: 'Fraud', span: 'Fraud' },
                { kind: 'array', elements: [] },
                { kind: 'object', entries: [] },
              ],
            },
          },
        ],
      },
    });
  });

  test('a choice of an unknown reaction or service is left out, and reported', async () => {
    const { choreography, errors } = await read(
      `${world}scenario "s" { choose S.pya -> B  choose T.pay -> B  choose S.pay -> Z  never A }`,
    );
    expect(choreography.scenarios[0]?.steps).toMatchObject([{ kind: 'never' }]);
    expect(errors).toMatchObject([
      expect.stringContaining('unknown-name «pya»: The service has no reaction `pya`'),
      expect.stringContaining('unknown-name «T»'),
      expect.stringContaining('unknown-name «Z»'),
    ]);
  });
});
