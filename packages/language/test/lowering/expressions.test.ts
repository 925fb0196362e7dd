/** Guards and assigned values become trees, with the meaning of each name. */
import type { Expression } from '@choreo/model';
import { describe, expect, test } from 'vitest';
import { read } from '../parsing/read.ts';

const world = `
event A { key id: uuid  n: int  total: Money  why: Reason  paid: boolean  lines: Money[] }
event B { key id: uuid  n: int  only: string  flag: boolean }
type Money { amount: decimal  currency: Currency  inner: Inner }
type Inner { deep: int }
enum Currency { EUR, USD }
enum Reason { Fraud, Other, idle }
enum Second { Fraud, Third }
`;

interface Guarded {
  readonly expression: Expression | undefined;
  readonly shown: unknown;
}

/** The guard of a reaction in a service with three states. */
async function guard(text: string, trigger = 'A'): Promise<Guarded> {
  const { choreography, shown, errors } = await read(
    `${world}service S { state phase: idle | held | Fraud  state count: 0..3  state busy: boolean  r: on ${trigger} when ${text} }`,
  );
  expect(errors).toEqual([]);
  const expression = choreography.participants[0]?.reactions[0]?.guard;
  return { expression, shown: shown(expression) };
}

/** The tree with parentheses around every operation. */
function written(expression: Expression | undefined): string {
  if (!expression) return '';
  switch (expression.kind) {
    case 'binary':
      return `(${written(expression.left)} ${expression.operator} ${written(expression.right)})`;
    case 'unary':
      return `(${expression.operator} ${written(expression.operand)})`;
    case 'in':
      return `(${written(expression.value)} in [${expression.options.map(written).join(', ')}])`;
    case 'field':
      return expression.path.join('.');
    case 'state':
      return expression.name;
    case 'enum-value':
    case 'state-value':
      return expression.value;
    case 'unresolved':
      return `?${expression.path.join('.')}`;
    default:
      return JSON.stringify(expression.value);
  }
}

describe('operators bind, from loosest to tightest: or, and, not, comparisons and in, + and -, * and /, sign', () => {
  test.each([
    ['paid or busy and paid', '(paid or (busy and paid))'],
    ['paid and busy or paid', '((paid and busy) or paid)'],
    ['paid or busy or paid', '((paid or busy) or paid)'],
    ['not n == 1', '(not (n == 1))'],
    ['not paid and busy', '((not paid) and busy)'],
    ['not not paid', '(not (not paid))'],
    ['not why in [Fraud]', '(not (why in [Fraud]))'],
    ['n + 1 < 2 * 3 - 4 / 2', '((n + 1) < ((2 * 3) - (4 / 2)))'],
    ['n - 1 - 2 == 0', '(((n - 1) - 2) == 0)'],
    ['8 / 4 / 2 == n', '(((8 / 4) / 2) == n)'],
    ['-n * -1 >= - -2', '(((- n) * (- 1)) >= (- (- 2)))'],
    ['(paid or busy) and paid', '((paid or busy) and paid)'],
    ['(n + 1) * 2 != 4', '(((n + 1) * 2) != 4)'],
    ['n <= 1', '(n <= 1)'],
    ['n in [1, 2 + 3, -4]', '(n in [1, (2 + 3), (- 4)])'],
    ['n in []', '(n in [])'],
    ['"a\\"b" == "c"', '("a\\"b" == "c")'],
    ['true', 'true'],
  ])('%s', async (text, tree) => {
    expect(written((await guard(text)).expression)).toBe(tree);
  });

  test('comparisons do not chain', async () => {
    const { errors } = await read(`${world}service S { on A when 1 < n < 3 }`);
    expect(errors[0]).toContain('syntax-error «<»');
  });
});

describe('places', () => {
  test('every part of an expression knows where it stands', async () => {
    expect((await guard('not (n + 1 > 2) and why in [Fraud, Reason.Other]')).shown).toMatchObject({
      span: 'not (n + 1 > 2) and why in [Fraud, Reason.Other]',
      left: { kind: 'unary', operand: { operator: '>', left: { span: 'n + 1', right: { span: '1' } } } },
      right: {
        span: 'why in [Fraud, Reason.Other]',
        options: [{ span: 'Fraud' }, { span: 'Reason.Other', enum: 'Reason', value: 'Other' }],
      },
    });
  });
});

describe('a name means', () => {
  test.each([
    ['n', { kind: 'field', message: 'A', path: ['n'] }],
    ['total.amount', { kind: 'field', message: 'A', path: ['total', 'amount'] }],
    ['total.inner.deep', { kind: 'field', message: 'A', path: ['total', 'inner', 'deep'] }],
    ['A.total.amount', { kind: 'field', message: 'A', path: ['total', 'amount'] }],
    ['phase', { kind: 'state', name: 'phase' }],
    ['held', { kind: 'state-value', state: 'phase', value: 'held' }],
    ['Third', { kind: 'enum-value', enum: 'Second', value: 'Third' }],
    ['Reason.Fraud', { kind: 'enum-value', enum: 'Reason', value: 'Fraud' }],
    ['Second.Fraud', { kind: 'enum-value', enum: 'Second', value: 'Fraud' }],
  ])('%s alone', async (text, meaning) => {
    expect((await guard(text)).expression).toMatchObject(meaning);
  });

  test.each([
    ['why == Fraud', { kind: 'enum-value', enum: 'Reason' }],
    ['total.currency == USD', { kind: 'enum-value', enum: 'Currency' }],
    ['phase == Fraud', { kind: 'state-value', state: 'phase' }],
    ['phase == idle', { kind: 'state-value', state: 'phase' }],
    ['why == idle', { kind: 'enum-value', enum: 'Reason' }],
    ['A.why == idle', { kind: 'enum-value', enum: 'Reason' }],
  ])('the value of what it is compared with: %s', async (text, meaning) => {
    const { expression } = await guard(text);
    expect(expression).toMatchObject({ kind: 'binary', right: meaning });
    const turned = await guard(text.split(' == ').reverse().join(' == '));
    expect(turned.expression).toMatchObject({ kind: 'binary', left: meaning });
  });

  test('the value of what it is searched for, and of what it is assigned to', async () => {
    expect((await guard('phase in [idle, Fraud]')).expression).toMatchObject({
      options: [{ kind: 'state-value' }, { kind: 'state-value' }],
    });
    const { choreography } = await read(`${world}service S { state phase: idle | Fraud  on A -> set phase = Fraud }`);
    expect(JSON.stringify(choreography.participants[0]?.reactions[0]?.body)).toContain('"state-value"');
  });

  test('a field before a state before a value', async () => {
    const text = `event A { held: int } enum E { held, busy } service S { state held: boolean state busy: boolean on A when MEANS }`;
    const meaning = async (name: string) =>
      (await read(text.replace('MEANS', name))).choreography.participants[0]?.reactions[0]?.guard;
    expect(await meaning('held')).toMatchObject({ kind: 'field' });
    expect(await meaning('busy')).toMatchObject({ kind: 'state' });
    expect(await meaning('E.held')).toMatchObject({ kind: 'enum-value' });
  });

  test.each([
    ['`A or B`: a field that both have, of whichever comes', 'A or B', 'n', { kind: 'field', path: ['n'] }],
    ['`A or B`: not one that only one has', 'A or B', 'only', { kind: 'unresolved' }],
    ['a join: a field that only one has', 'A and B', 'only', { kind: 'field', message: 'B', path: ['only'] }],
    ['a join: the key that all share', 'A and B', 'id', { kind: 'field', path: ['id'] }],
    ['a join: not another field that both have', 'A and B', 'n', { kind: 'unresolved' }],
    ['a join: that field, qualified', 'A and B', 'B.n', { kind: 'field', message: 'B', path: ['n'] }],
    ['a join: no message that is no trigger', 'A and B', 'C.n', { kind: 'unresolved' }],
  ])('in %s', async (_, trigger, text, meaning) => {
    const { expression } = await guard(text, trigger);
    expect(expression).toMatchObject(meaning);
  });

  test.each([
    ['totl.amount', 0, 'totl', 'total'],
    ['total.amuont', 1, 'amuont', 'amount'],
    ['total.amount.cents', 2, 'cents', undefined],
    ['lines.amount', 1, 'amount', undefined],
    ['Reason.Frod', 1, 'Frod', 'Fraud'],
    ['phase.x', 1, 'x', undefined],
    ['A', 0, 'A', 'total'],
  ])('nothing: %s', async (text, at, part, candidate) => {
    const { expression, shown } = await guard(text);
    expect(shown).toMatchObject({ kind: 'unresolved', path: text.split('.'), at, partSpan: part, span: text });
    const candidates = expression?.kind === 'unresolved' ? expression.candidates : undefined;
    expect(candidates?.filter(name => name === candidate || candidate === undefined)).toEqual([candidate ?? []].flat());
  });

  test('the field of no one message where any of several may have come', async () => {
    expect((await guard('n', 'A or B')).expression).not.toHaveProperty('message');
  });
});
