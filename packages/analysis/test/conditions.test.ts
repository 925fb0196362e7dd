/** Compares the results for combined conditions with going through all values. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BinaryOperator, Expression, FieldAccess } from '@choreo/model';
import { namesOf } from '@choreo/model';
import { drawn } from '../../model/test/randomness.ts';
import { workFor } from '../../model/test/work.ts';
import { Conditions } from '../src/satisfiability/conditions.ts';
import { choreography, field, message, number, participant, place, state } from './build.ts';

const bounds = [
  { name: 'min', args: [0], span: place() },
  { name: 'max', args: [3], span: place() },
];
const small = { ...field('small', { kind: 'builtin', name: 'int' }), annotations: bounds };
const open = field('open', { kind: 'builtin', name: 'int' });
const other = field('other', { kind: 'builtin', name: 'int' });
const gift = field('gift', { kind: 'builtin', name: 'boolean' });

const service = participant('S', { states: { tries: { kind: 'range', min: 0, max: 2 } } });
const model = choreography([service], { messages: [message('A', [small, open, other, gift])] });
const scope = { names: namesOf(model), participant: service, message: 'A', reached: new Map() };

const binary = (left: Expression, operator: BinaryOperator, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  span: place(),
});
const read = (name: string): FieldAccess => ({ kind: 'field', message: 'A', path: [name], span: place() });

/** The values with which the answers are checked: enough for everything that the constants below distinguish. */
const worlds: { small: number; open: number; other: number; gift: boolean; tries: number }[] = [];
for (let s = 0; s <= 3; s++)
  for (let o = -3; o <= 6; o++)
    for (let p = -3; p <= 6; p++)
      for (const g of [true, false])
        for (let t = 0; t <= 2; t++) worlds.push({ small: s, open: o, other: p, gift: g, tries: t });

type World = (typeof worlds)[number];

function ask(expression: Expression, world: World): number | boolean {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return expression.value;
    case 'field':
      return world[expression.path[0] as keyof World];
    case 'state':
      return world.tries;
    case 'unary':
      return !ask(expression.operand, world);
    case 'binary': {
      const [a, b] = [ask(expression.left, world), ask(expression.right, world)];
      switch (expression.operator) {
        case 'and':
          return a === true && b === true;
        case 'or':
          return a === true || b === true;
        case '==':
          return a === b;
        case '!=':
          return a !== b;
        case '<':
          return a < b;
        case '<=':
          return a <= b;
        case '>':
          return a > b;
        case '>=':
          return a >= b;
        case '+':
          return Number(a) + Number(b);
        default:
          throw new Error(expression.operator);
      }
    }
    default:
      throw new Error(expression.kind);
  }
}

const leaf = fc.constantFrom<Expression>(read('small'), read('open'), read('other'), state('tries'));
const constant = fc.integer({ min: 0, max: 3 }).map(number);
const sum = fc.tuple(leaf, fc.oneof(constant, leaf)).map(([a, b]): Expression => binary(a, '+', b));
const comparison = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: sum }),
    fc.constantFrom('==', '!=', '<', '<=', '>', '>=' as const),
    fc.oneof({ weight: 3, arbitrary: constant }, { weight: 1, arbitrary: leaf }),
    fc.boolean(),
  )
  .map(([a, operator, b, turned]): Expression => (turned ? binary(b, operator, a) : binary(a, operator, b)));
const { condition } = fc.letrec<{ condition: Expression }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: comparison },
    { weight: 1, arbitrary: fc.constant<Expression>(read('gift')) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('condition'), fc.constantFrom('and', 'or' as const), tie('condition'))
        .map(([a, operator, b]) => binary(a, operator, b)),
    },
    {
      weight: 1,
      arbitrary: tie('condition').map((operand): Expression => ({
        kind: 'unary',
        operator: 'not',
        operand,
        span: place(),
      })),
    },
  ),
}));

describe('conditions', () => {
  test('what is called impossible is so nowhere, and an example is one', () => {
    let [impossible, examples] = [0, 0];
    fc.assert(
      fc.property(condition, condition, (a, b) => {
        const conditions = new Conditions(scope, [a, b]);
        const asks = [
          [a, true],
          [b, false],
        ] as const;
        const found = worlds.filter(world => ask(a, world) === true && ask(b, world) === false);
        const isImpossible = conditions.areImpossible(asks);
        if (isImpossible) impossible++;
        expect(isImpossible && found.length > 0).toBe(false);
        const example = conditions.example(asks);
        if (!example) return;
        examples++;
        // What the example does not name can have any value.
        const given = new Map(example.map(({ name, is }) => [name, is.kind === 'value' ? is.text : '?']));
        const fitting = worlds.filter(world =>
          Object.entries(world).every(([name, value]) => !given.has(name) || given.get(name) === String(value)),
        );
        for (const world of fitting) expect(ask(a, world) === true && ask(b, world) === false).toBe(true);
      }),
      drawn(1, 2000),
    );
    expect(impossible).toBeGreaterThan(100);
    expect(examples).toBeGreaterThan(1000);
  });

  test('of conditions on single fields nothing is missed', () => {
    const single = fc
      .tuple(
        fc.constantFrom<Expression>(read('small'), read('open'), state('tries')),
        fc.constantFrom('==', '<', '>=' as const),
        constant,
      )
      .map(([a, operator, b]) => binary(a, operator, b));
    fc.assert(
      fc.property(
        fc.array(single, { minLength: 1, maxLength: 5 }),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        (parts, truths) => {
          const asks = parts.map((part, index) => [part, truths[index] ?? true] as const);
          const isSomewhere = worlds.some(world => asks.every(([part, holds]) => ask(part, world) === holds));
          const conditions = new Conditions(scope, parts);
          expect(conditions.areImpossible(asks)).toBe(!isSomewhere);
          expect(conditions.example(asks) !== undefined).toBe(isSomewhere);
        },
      ),
      drawn(1, 1000),
    );
  });

  test('too many combinations are left open, and not gone through', async () => {
    const many = Array.from({ length: 40 }, (_, index) => field(`f${index}`, { kind: 'builtin', name: 'boolean' }));
    const wide = { ...scope, names: namesOf(choreography([service], { messages: [message('A', many)] })) };
    const equal = many.slice(1).map((one, index) => binary(read(many[index]?.name ?? ''), '!=', read(one.name)));
    // A ring of 40 in which each two neighbours differ is possible, one of 39 is not.
    const ring = (size: number): Expression =>
      [...equal.slice(0, size - 1), binary(read(`f${size - 1}`), '!=', read('f0'))].reduce((a, b) =>
        binary(b, 'or', a),
      );
    const isImpossible = (odd: Expression) => new Conditions(wide, [odd]).areImpossible([[odd, true]]);
    expect(isImpossible(ring(39))).toBe(false);
    // A million times as many combinations.
    const [of19 = 0, of39 = 0] = await workFor([19, 39], ring, isImpossible);
    expect(of39 / of19).toBeLessThan(6);
  });
});
