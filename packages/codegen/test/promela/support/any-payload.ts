/** A message with fields of each type, conditions on them, and payloads that it can have. */
import fc from 'fast-check';
import type { Choreography, EnumType, Expression, Field, FieldAccess, Span, TypeRef } from '@choreo/model';
import { Decimal } from '../../../../analysis/src/expressions/decimal.ts';
import { termOf } from '../../../../analysis/src/expressions/evaluate.ts';
import { truthOf } from '../../../../analysis/src/expressions/value.ts';
import type { Known, Value } from '../../../../analysis/src/expressions/value.ts';
import type { PayloadClass } from '../../../src/promela/payload.ts';
import { Exact } from '../../../src/promela/exact.ts';
import { choreography, field, message, participant, place } from '../../../../analysis/test/build.ts';

interface FieldPlan {
  readonly type: TypeRef;
  readonly isOptional: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly values: readonly (number | boolean | string)[];
}

const builtin = (name: Extract<TypeRef, { kind: 'builtin' }>['name']): TypeRef => ({ kind: 'builtin', name });

/** Values between, at and beyond the constants below; decimals are texts. */
const counts = [-1, 0, 1, 2, 3, 4, 5, 6, 1e17];
const rates = [-1, 0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.30000000000000004, 1, 2, 2.5, 3, 9, 1e17];
const prices = '-1 0 0.05 0.1 0.15 0.2 0.3 0.30000000000000004 0.5 1 2 2.5 3 4 100000000000000000000.1'.split(' ');
const fields: Readonly<Record<string, FieldPlan>> = {
  count: { type: builtin('int'), isOptional: false, values: counts },
  limit: { type: builtin('int'), isOptional: true, values: counts },
  small: { type: builtin('int'), isOptional: false, min: 0, max: 3, values: [0, 1, 2, 3] },
  few: { type: builtin('int'), isOptional: true, min: 1, max: 2, values: [1, 2] },
  rate: { type: builtin('float'), isOptional: false, values: rates },
  part: {
    type: builtin('float'),
    isOptional: true,
    min: 0,
    max: 1,
    values: rates.filter(rate => rate >= 0 && rate <= 1),
  },
  price: { type: builtin('decimal'), isOptional: false, values: prices },
  refund: {
    type: builtin('decimal'),
    isOptional: true,
    min: 0,
    max: 3,
    values: prices.filter(price => Number(price) >= 0 && Number(price) <= 3),
  },
  name: { type: builtin('string'), isOptional: false, values: ['', 'a', 'a!', 'a~', 'aa', 'ab', 'b', 'c'] },
  nick: { type: builtin('string'), isOptional: true, values: ['', 'a', 'a!', 'a~', 'aa', 'ab', 'b', 'c'] },
  level: { type: { kind: 'enum', id: 'Level' }, isOptional: false, values: ['Low', 'High', 'None'] },
  other: { type: { kind: 'enum', id: 'Level' }, isOptional: true, values: ['Low', 'High', 'None'] },
  paid: { type: builtin('boolean'), isOptional: false, values: [true, false] },
  gift: { type: builtin('boolean'), isOptional: true, values: [true, false] },
};
const names = Object.keys(fields);

const span: Span = place();

const declared = (name: string) => ({ name, annotations: [], span, nameSpan: span });
const level: EnumType = {
  ...declared('Level'),
  kind: 'enum',
  id: 'Level',
  choreography: 'Test',
  values: ['Low', 'High', 'None'].map(declared),
};

function fieldNamed(name: string): Field {
  const { type, isOptional, min, max } = fields[name] as FieldPlan;
  const bounds = Object.entries({ min, max }).flatMap(([bound, at]) =>
    at === undefined ? [] : [{ name: bound, args: [at], span }],
  );
  return { ...field(name, type), optional: isOptional, annotations: bounds };
}

/** A choreography in which the conditions are asked of each `A`. */
export function asking(conditions: readonly Expression[]): Choreography {
  const [user, service] = [
    participant('User', { kind: 'actor', emits: ['A'], receives: ['X'] }),
    participant('S', {
      reactions: conditions.map((guard, index) => ({ label: `r${index}`, on: 'A', to: 'X', guard })),
    }),
  ];
  return choreography([user, service], {
    messages: [message('A', names.map(fieldNamed)), message('X')],
    types: [level],
  });
}

const read = (...types: readonly string[]): fc.Arbitrary<FieldAccess> =>
  fc
    .constantFrom(
      ...names.filter(name => {
        const { type } = fields[name] as FieldPlan;
        return types.includes(type.kind === 'builtin' ? type.name : type.kind);
      }),
    )
    .map(name => ({ kind: 'field', message: 'A', path: [name], span }));
const binary = <O extends string>(
  operators: readonly O[],
  left: fc.Arbitrary<Expression>,
  right = left,
): fc.Arbitrary<Expression> =>
  fc
    .tuple(fc.constantFrom(...operators), left, right, fc.boolean())
    .map(
      ([operator, a, b, isTurned]) =>
        ({ kind: 'binary', operator, left: isTurned ? b : a, right: isTurned ? a : b, span }) as Expression,
    );
const numeral = (text: string): Expression => ({ kind: 'number', value: Number(text), text, span });
const literal = fc
  .constantFrom('0', '1', '2', '3', '5', '0.1', '0.2', '0.3', '0.30', '2.5', '10000000000000000')
  .map(numeral);
const minus = (some: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  some.map(operand => ({ kind: 'unary', operator: '-', operand, span }));
const constant = fc.oneof(
  { weight: 6, arbitrary: literal },
  { weight: 1, arbitrary: minus(literal) },
  { weight: 2, arbitrary: binary(['+', '-', '*', '/'], literal) },
);
const text = fc.constantFrom('', 'a', 'aa', 'a!', 'b').map((value): Expression => ({ kind: 'string', value, span }));
const truth = fc.boolean().map((value): Expression => ({ kind: 'boolean', value, span }));
const word = fc
  .constantFrom('Low', 'High', 'None')
  .map((value): Expression => ({ kind: 'enum-value', enum: 'Level', value, span }));
const number = read('int', 'float', 'decimal');
const calculated = fc.oneof(
  { weight: 2, arbitrary: number },
  { weight: 1, arbitrary: minus(number) },
  { weight: 2, arbitrary: binary(['+', '-', '*', '/'], number, fc.oneof(number, constant)) },
);
const orders = ['<', '<=', '>', '>='] as const;
const equalities = ['==', '!='] as const;
const every = [...orders, ...equalities] as const;
const among = (value: fc.Arbitrary<Expression>, option: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .tuple(value, fc.array(option, { maxLength: 3 }))
    .map(([one, options]) => ({ kind: 'in', value: one, options, span }));

/** A field that is compared with constants, or is a condition by itself. */
export const simple = fc.oneof(
  { weight: 4, arbitrary: binary(every, number, constant) },
  { weight: 2, arbitrary: binary(every, read('string'), text) },
  { weight: 2, arbitrary: binary(equalities, read('enum'), word) },
  { weight: 1, arbitrary: binary(equalities, read('boolean'), truth) },
  { weight: 2, arbitrary: read('boolean') },
  { weight: 1, arbitrary: among(number, constant) },
  { weight: 1, arbitrary: among(read('string'), text) },
  { weight: 1, arbitrary: among(read('enum'), word) },
);

/** Two fields that are compared, or what is calculated from fields. */
export const related = fc.oneof(
  { weight: 3, arbitrary: binary(every, number) },
  { weight: 3, arbitrary: binary(every, calculated, fc.oneof(calculated, constant)) },
  { weight: 1, arbitrary: binary(every, read('string')) },
  { weight: 1, arbitrary: binary(every, binary(['+'], read('string'), text), fc.oneof(read('string'), text)) },
  { weight: 1, arbitrary: binary(equalities, read('enum')) },
  { weight: 1, arbitrary: binary(equalities, read('boolean'), fc.oneof(read('boolean'), simple)) },
  { weight: 1, arbitrary: among(calculated, fc.oneof(number, constant)) },
);

export function conditionsOver(atom: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc.letrec<{ whole: Expression }>(tie => ({
    whole: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: atom },
      { weight: 1, arbitrary: binary(['and', 'or'], tie('whole')) },
      {
        weight: 1,
        arbitrary: tie('whole').map((operand): Expression => ({ kind: 'unary', operator: 'not', operand, span })),
      },
    ),
  })).whole;
}

/** By field; what is missing is null. */
export type Carried = Readonly<Record<string, Value>>;

export const carried: fc.Arbitrary<Carried> = fc.record(
  Object.fromEntries(
    names.map(name => {
      const { values, isOptional } = fields[name] as FieldPlan;
      return [name, fc.constantFrom(...values, ...(isOptional ? [null, null] : [])).map(value => valueIn(name, value))];
    }),
  ),
);

function valueIn(name: string, value: number | boolean | string | null): Value {
  const { type } = fields[name] as FieldPlan;
  const exact = type.kind === 'builtin' && type.name === 'decimal' ? Decimal.literal(String(value)) : undefined;
  return (exact && Decimal.of(exact)) ?? value;
}

/** The payload with the values of a class in it, as far as those are known. */
export function withSamples(payload: Carried, samples: PayloadClass['samples']): Carried {
  return {
    ...payload,
    ...Object.fromEntries(
      [...samples].map(([name, { value }]) => [name, value instanceof Exact ? valueIn(name, value.toString()) : value]),
    ),
  };
}

/** As checks and runs evaluate it. */
export function truthIn(expression: Expression, payload: Carried): boolean | undefined {
  const term = termOf<Carried>(expression, {
    read: leaf => (leaf.kind === 'field' ? (of): Known => of[leaf.path[0] ?? ''] : undefined),
  });
  return truthOf(term(payload, undefined));
}
