/** Expressions mean in generated code what they mean in checks and runs: the same operators, the same for what is missing. */
import fc from 'fast-check';
import type { Expression, FieldAccess, Span, TypeRef } from '@choreo/model';
import { expect, test } from 'vitest';
import { Decimal } from '../../analysis/src/expressions/decimal.ts';
import { termOf } from '../../analysis/src/expressions/evaluate.ts';
import { truthOf } from '../../analysis/src/expressions/value.ts';
import type { Known, Value } from '../../analysis/src/expressions/value.ts';
import { expressionText } from '../../analysis/src/text/expression-text.ts';
import { drawn } from '../../model/test/randomness.ts';
import * as runtime from '../../runtime/src/index.ts';
import type { ImportList } from '../src/code/imports.ts';
import { conditionCode } from '../src/expression/expression-code.ts';

const span: Span = {
  uri: 'file:///operators.choreo',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};

/** What a payload can hold in each field: as the model reads it, and as it is in the payload. */
const fields = {
  count: { type: 'int', values: [0, 1, 2, 5], optional: false },
  limit: { type: 'int', values: [0, 1, 3], optional: true },
  other: { type: 'int', values: [1, 2], optional: true },
  rate: { type: 'float', values: [0.1, 0.2, 0.3, 2], optional: false },
  weight: { type: 'float', values: [0.1, 0.5, 3], optional: true },
  price: { type: 'decimal', values: ['0', '0.1', '0.3', '12345678901234567890.11'], optional: false },
  refund: { type: 'decimal', values: ['0.2', '3'], optional: true },
  discount: { type: 'decimal', values: ['0', '0.30', '-1.5'], optional: true },
  name: { type: 'string', values: ['', 'a', 'b'], optional: false },
  nick: { type: 'string', values: ['a', 'ab'], optional: true },
  alias: { type: 'string', values: ['a', 'b'], optional: true },
  paid: { type: 'boolean', values: [true, false], optional: false },
  gift: { type: 'boolean', values: [true, false], optional: true },
} as const;

type Name = keyof typeof fields;
type Type = (typeof fields)[Name]['type'];
const named = (...types: readonly Type[]): readonly Name[] =>
  (Object.keys(fields) as Name[]).filter(name => types.includes(fields[name].type));

const read = (...types: readonly Type[]): fc.Arbitrary<Expression> =>
  fc.constantFrom(...named(...types)).map(name => ({ kind: 'field', path: [name], span }));
const binary = <O extends string>(operators: readonly O[], side: fc.Arbitrary<Expression>) =>
  fc
    .tuple(fc.constantFrom(...operators), side, side)
    .map(([operator, left, right]) => ({ kind: 'binary', operator, left, right, span }) as Expression);

const literal = fc
  .constantFrom('0', '1', '2', '3', '0.1', '0.2', '0.3', '0.30', '12345678901234567890.11', '12345678901234567890.12')
  .map((text): Expression => ({ kind: 'number', value: Number(text), text, span }));
const number = fc.oneof(read('int', 'float', 'decimal'), literal);
const calculated = fc.letrec<{ whole: Expression }>(tie => ({
  whole: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    number,
    binary(['+', '-', '*', '/'], tie('whole')),
    tie('whole').map((operand): Expression => ({ kind: 'unary', operator: '-', operand, span })),
  ),
})).whole;
const texts = fc.oneof(
  read('string'),
  fc.constantFrom('', 'a', 'aa', 'b').map((value): Expression => ({ kind: 'string', value, span })),
  binary(['+'], read('string')),
);
const truths = fc.oneof(
  read('boolean'),
  fc.boolean().map((value): Expression => ({ kind: 'boolean', value, span })),
);
const orders = ['<', '<=', '>', '>='] as const;
const equalities = ['==', '!='] as const;

const amongst = (side: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .tuple(side, fc.array(side, { maxLength: 3 }))
    .map(([value, options]): Expression => ({ kind: 'in', value, options, span }));
const atom = fc.oneof(
  truths,
  binary([...orders, ...equalities], calculated),
  binary([...orders, ...equalities], texts),
  binary(equalities, truths),
  amongst(calculated),
  amongst(texts),
);
const condition = fc.letrec<{ whole: Expression }>(tie => ({
  whole: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    atom,
    binary(['and', 'or'], tie('whole')),
    tie('whole').map((operand): Expression => ({ kind: 'unary', operator: 'not', operand, span })),
  ),
})).whole;

/** Decimals are texts, as they are in a payload. */
type Payload = Readonly<Record<Name, Exclude<Value, Decimal>>>;

const payload = fc.record(
  Object.fromEntries(
    (Object.keys(fields) as Name[]).map(name => {
      const { values, optional } = fields[name];
      return [name, fc.constantFrom<Payload[Name]>(...values, ...(optional ? [null, null] : []))];
    }),
  ) as Record<Name, fc.Arbitrary<Payload[Name]>>,
);

function byChecksAndRuns(expression: Expression, values: Payload): boolean | undefined {
  const term = termOf<Payload>(expression, {
    read: leaf => (leaf.kind === 'field' ? of => asModelled(leaf.path[0] as Name, of) : undefined),
  });
  return truthOf(term(values, undefined));
}

function asModelled(name: Name, values: Payload): Known {
  const value = values[name];
  if (typeof value !== 'string' || fields[name].type !== 'decimal') return value;
  const exact = Decimal.literal(value);
  return exact && Decimal.of(exact);
}

function byGeneratedCode(expression: Expression, values: Payload): unknown {
  const used = new Set<string>();
  const imports: ImportList = { value: name => (used.add(name), name), type: name => name, code: () => '' };
  const scope = {
    state: () => undefined,
    field: ({ path: [name = ''] }: FieldAccess) => {
      const { type, optional } = fields[name as Name];
      return { code: `data.${name}`, type: { kind: 'builtin', name: type } satisfies TypeRef, optional };
    },
  };
  const code = conditionCode(expression, scope, imports) ?? 'undefined';
  const names = [...used];
  const data = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const run = new Function('data', ...names, `return (${code});`);
  return run(data, ...names.map(name => Reflect.get(runtime, name)));
}

test('a condition is as true in generated code as in checks and runs', () => {
  fc.assert(
    fc.property(condition, payload, (expression, values) => {
      const truth = byChecksAndRuns(expression, values);
      // What is divided by zero is open there.
      fc.pre(truth !== undefined);
      expect(byGeneratedCode(expression, values), expressionText(expression)).toBe(truth);
    }),
    drawn(1, 20_000),
  );
});

const field = (name: Name): Expression => ({ kind: 'field', path: [name], span });
const missing = Object.fromEntries(Object.keys(fields).map(name => [name, null])) as Payload;

test.each([
  ['limit', 'other'],
  ['refund', 'discount'],
  ['nick', 'alias'],
] as const)('%s and %s, both missing, are equal, and neither is more than the other', (one, another) => {
  const answers = [...equalities, ...orders].map(operator => {
    const asked: Expression = { kind: 'binary', operator, left: field(one), right: field(another), span };
    expect(byGeneratedCode(asked, missing), operator).toBe(byChecksAndRuns(asked, missing));
    return byChecksAndRuns(asked, missing);
  });
  expect(answers).toEqual([true, false, false, false, false, false]);
});

test('what is reckoned with something missing is missing', () => {
  const sum: Expression = { kind: 'binary', operator: '+', left: field('limit'), right: field('count'), span };
  const asked: Expression = { kind: 'binary', operator: '==', left: sum, right: field('other'), span };
  const values = { ...missing, count: 1 };
  expect([byChecksAndRuns(asked, values), byGeneratedCode(asked, values)]).toEqual([true, true]);
});
