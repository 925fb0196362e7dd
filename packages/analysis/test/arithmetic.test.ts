/** Compares the results for conditions that calculate with one number with calculations on many numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BinaryOperator, BuiltinType, Expression } from '@choreo/model';
import { namesOf } from '@choreo/model';
import { drawn } from '../../model/test/randomness.ts';
import { Decimal } from '../src/expressions/decimal.ts';
import { termOf } from '../src/expressions/evaluate.ts';
import type { Known } from '../src/expressions/value.ts';
import { Conditions } from '../src/satisfiability/conditions.ts';
import { choreography, field, message, participant, place } from './build.ts';

const service = participant('S', {});
const binary = (left: Expression, operator: BinaryOperator, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  span: place(),
});
const x: Expression = { kind: 'field', message: 'A', path: ['x'], span: place() };
const literal = (text: string): Expression => ({ kind: 'number', value: Number(text), text, span: place() });

const number = fc.constantFrom('0', '1', '2', '3', '7', '10', '0.5', '0.1', '0.3', '-1', '-3').map(literal);
const arithmetic = fc.constantFrom<BinaryOperator>('+', '-', '*', '/');
const { sum } = fc.letrec<{ sum: Expression }>(tie => ({
  sum: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 3, arbitrary: fc.constant(x) },
    { weight: 1, arbitrary: number },
    {
      weight: 4,
      arbitrary: fc.tuple(tie('sum'), arithmetic, number).map(([a, operator, b]) => binary(a, operator, b)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(number, fc.constantFrom<BinaryOperator>('+', '-', '*'), tie('sum'))
        .map(([a, operator, b]) => binary(a, operator, b)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('sum'), fc.constantFrom<BinaryOperator>('+', '-'), tie('sum'))
        .map(([a, operator, b]) => binary(a, operator, b)),
    },
    {
      weight: 1,
      arbitrary: tie('sum').map((operand): Expression => ({ kind: 'unary', operator: '-', operand, span: place() })),
    },
  ),
}));
const comparison = fc
  .tuple(sum, fc.constantFrom<BinaryOperator>('==', '!=', '<', '<=', '>', '>='), fc.oneof(number, sum))
  .map(([a, operator, b]) => binary(a, operator, b));

const quarters = Array.from({ length: 161 }, (_, index) => (index - 80) / 4);
const thirds = Array.from({ length: 61 }, (_, index) => (index - 30) / 3);
const large = [2 ** 53 - 1, 2 ** 53 - 2, 2 ** 53 - 3, 2 ** 52 + 1, 2 ** 45, 2 ** 45 - 1].flatMap(one => [one, -one]);
const near = [0.1, 0.3, 1 / 3, 1, 3, 7].flatMap(one => [one + 2 ** -52, one - 2 ** -53, -one + 2 ** -53]);
const tiny = [
  '0.00000000000000000001',
  '0.3333333333333333333333333',
  '3.00000000000000000001',
  '0.99999999999999999999',
];
const valuesOf: { readonly [T in BuiltinType]?: readonly Known[] } = {
  int: [...quarters.filter(one => Number.isInteger(one)), ...large],
  float: [...quarters, ...thirds, ...large, ...near, 1e308, -1e308, 5e-324],
  decimal: [
    ...quarters.map(one => Decimal.of(one)),
    ...tiny.map(text => Decimal.literal(text)).map(one => one && Decimal.of(one)),
  ],
};

describe('arithmetic', () => {
  test.each(['int', 'float', 'decimal'] as const)('of %s: what is called impossible is so for no value', type => {
    const model = choreography([service], { messages: [message('A', [field('x', { kind: 'builtin', name: type })])] });
    const scope = { names: namesOf(model), participant: service, message: 'A', reached: new Map() };
    let [impossible, possible] = [0, 0];
    fc.assert(
      fc.property(comparison, fc.boolean(), comparison, (a, holds, b) => {
        const [first, second] = [a, b].map(one => termOf<Known>(one, { read: () => at => at }));
        const isImpossible = new Conditions(scope, [a, b]).areImpossible([
          [a, holds],
          [b, true],
        ]);
        const found = (valuesOf[type] ?? []).filter(
          value => first?.(value, undefined) === holds && second?.(value, undefined) === true,
        );
        if (isImpossible) impossible++;
        else possible++;
        expect(isImpossible ? found : []).toEqual([]);
      }),
      drawn(1, 3000),
    );
    expect(impossible).toBeGreaterThan(100);
    expect(possible).toBeGreaterThan(100);
  });
});
