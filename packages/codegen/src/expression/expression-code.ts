/** Translates guards and assigned values to TypeScript. Every expression that the language accepts compiles, even pointless ones. */
import { Decimal, isOptional, leavesIn } from '@choreo/analysis';
import type { BinaryOperator, Expression } from '@choreo/model';
import type { ImportList } from '../code/imports.ts';
import { memberAccess, quote } from '../code/quote.ts';
import type { ExpressionScope } from './scope.ts';
import {
  areInexact,
  atom,
  besideOneAnother,
  built,
  isInexact,
  isPlainNumber,
  literal,
  numeral,
  strengths,
  wrap,
} from './value-code.ts';
import type { Value } from './value-code.ts';
import { kindOf, type ValueKind } from './value-kind.ts';

export interface ExpressionCode {
  readonly code: string;
  /** For numbers: a decimal, which is text, or may be missing. */
  readonly kind: ValueKind;
  readonly optional: boolean;
}

/** Undefined if the expression has an unknown name. `runtime` records the imports that the code needs. */
export function expressionCode(
  expression: Expression,
  scope: ExpressionScope,
  runtime: ImportList,
): ExpressionCode | undefined {
  const places = countPlaces(expression);
  try {
    return translate(expression, { scope, runtime, places });
  } catch (error) {
    if (error instanceof UnknownName) return undefined;
    throw error;
  }
}

/** A guard: always a boolean, false if one of its fields is missing. A long one is split into several lines. */
export function conditionCode(expression: Expression, scope: ExpressionScope, runtime: ImportList): string | undefined {
  const places = countPlaces(expression);
  try {
    const { code, lines } = condition(expression, { scope, runtime, places });
    return lines && code.length > longCondition ? `\n  ${lines.join('\n  ')}` : code;
  } catch (error) {
    if (error instanceof UnknownName) return undefined;
    throw error;
  }
}

const longCondition = 80;

class UnknownName extends Error {}

interface Translation {
  readonly scope: ExpressionScope;
  readonly runtime: ImportList;
  /** How often each field and state is read. */
  readonly places: ReadonlyMap<string, number>;
}

function translate(expression: Expression, translation: Translation): Value {
  switch (expression.kind) {
    case 'number': {
      const exact = Decimal.literal(expression.text);
      return exact ? numeral(exact) : literal(String(expression.value), 'number');
    }
    case 'boolean':
      return literal(String(expression.value), 'boolean');
    case 'string':
    case 'enum-value':
    case 'state-value':
      return literal(quote(expression.value), 'text');
    case 'field': {
      const place = translation.scope.field(expression);
      if (!place) throw new UnknownName();
      return {
        ...atom(place.code, kindOf(place.type), place.optional),
        isRepeated: isRepeated(expression, translation),
      };
    }
    case 'state': {
      const state = translation.scope.state(expression.name);
      if (!state) throw new UnknownName();
      const kind = state.type.kind === 'boolean' ? 'boolean' : state.type.kind === 'range' ? 'number' : 'text';
      const read = memberAccess('state', state.name);
      // A store keeps what is missing as null; in expressions it is undefined, as a missing field is.
      const value = isOptional(state) ? atom(`(${read} ?? undefined)`, kind, true) : atom(read, kind);
      return { ...value, isRepeated: isRepeated(expression, translation) };
    }
    case 'unresolved':
      throw new UnknownName();
    case 'unary':
      return expression.operator === 'not'
        ? built(`!${wrap(condition(expression.operand, translation), 'unary')}`, 'boolean', 'unary')
        : negation(translate(expression.operand, translation), translation);
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, translation);
    case 'in':
      return membership(
        translate(expression.value, translation),
        expression.options.map(option => translate(option, translation)),
        translation,
      );
    default:
      return expression satisfies never;
  }
}

/** A missing boolean counts as false. */
function condition(expression: Expression, translation: Translation): Value {
  const value = translate(expression, translation);
  if (value.kind === 'boolean' && !value.optional) return value;
  if (value.isRepeated) return atom(use(translation, 'equals', value.code, 'true'), 'boolean');
  return built(`${wrap(value, 'order')} === true`, 'boolean', 'equality');
}

function binary(operator: BinaryOperator, left: Expression, right: Expression, translation: Translation): Value {
  switch (operator) {
    case 'and':
    case 'or': {
      // `and` inside `or` gets parentheses too, for readability.
      const side = (value: Value): string =>
        value.strength === strengths[operator] ? value.code : wrap(value, 'equality');
      const sign = operator === 'and' ? '&&' : '||';
      const [a, b] = [condition(left, translation), condition(right, translation)];
      const before = a.strength === strengths[operator] ? (a.lines ?? [a.code]) : [side(a)];
      const lines = [...before.slice(0, -1), `${before.at(-1)} ${sign}`, side(b)];
      return { ...built(`${side(a)} ${sign} ${side(b)}`, 'boolean', operator), lines };
    }
    case '==':
    case '!=':
      return equality(operator, translate(left, translation), translate(right, translation), translation);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(operator, translate(left, translation), translate(right, translation), translation);
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(operator, translate(left, translation), translate(right, translation), translation);
    default:
      return operator satisfies never;
  }
}

function equality(operator: '==' | '!=', left: Value, right: Value, translation: Translation): Value {
  const comparer = equalityOf(left, right);
  const [one, other] = besideOneAnother(left, right);
  if (comparer !== undefined && (left.optional || right.optional)) {
    const code = use(translation, equalities[comparer], one, other);
    return operator === '==' ? atom(code, 'boolean') : built(`!${code}`, 'boolean', 'unary');
  }
  if (comparer !== undefined) {
    return built(`${use(translation, comparer, one, other)} ${operator}= 0`, 'boolean', 'equality');
  }
  // TypeScript rejects a comparison between different literal types.
  const isRefused =
    left.isRepeated || right.isRepeated || (left.isLiteral && right.isLiteral) || left.kind !== right.kind;
  if (isRefused) {
    const code = use(translation, 'equals', left.code, right.code);
    return operator === '==' ? atom(code, 'boolean') : built(`!${code}`, 'boolean', 'unary');
  }
  return built(`${wrap(left, 'order')} ${operator}= ${wrap(right, 'order')}`, 'boolean', 'equality');
}

/** The function that tests these two for equality; undefined if TypeScript's operators suffice. */
function equalityOf(left: Value, right: Value): keyof typeof equalities | undefined {
  const isByValue = [left, right].some(({ kind }) => ['decimal', 'time', 'duration'].includes(kind));
  return isByValue || areInexact(left, right) || left.kind === 'other' ? comparison(left, right) : undefined;
}

function order(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value, translation: Translation): Value {
  const compare = comparison(left, right);
  if (compare === undefined) return built(`${wrap(left, 'sum')} ${operator} ${wrap(right, 'sum')}`, 'boolean', 'order');
  return built(`${use(translation, compare, ...besideOneAnother(left, right))} ${operator} 0`, 'boolean', 'order');
}

/** A missing value equals only another missing value. */
const equalities = {
  compareNumbers: 'equalNumbers',
  compareTimes: 'equalTimes',
  compareDurations: 'equalDurations',
  compareTexts: 'equals',
} as const;

/** The function that compares these two; undefined if TypeScript's operators suffice. */
function comparison(left: Value, right: Value): keyof typeof equalities | undefined {
  const kinds = [left.kind, right.kind];
  const absent = left.optional || right.optional;
  if (kinds.includes('time')) return 'compareTimes';
  if (kinds.includes('duration')) return 'compareDurations';
  if (kinds.includes('decimal') || (absent && kinds.includes('number'))) return 'compareNumbers';
  if (areInexact(left, right)) return 'compareNumbers';
  return absent && kinds.includes('text') ? 'compareTexts' : undefined;
}

const onDecimals = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const;
const onLiterals = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
} as const;
const onNumbers = { '+': 'sum', '-': 'difference', '*': 'product', '/': 'quotient' } as const;

function arithmetic(operator: '+' | '-' | '*' | '/', left: Value, right: Value, translation: Translation): Value {
  const strength = operator === '+' || operator === '-' ? 'sum' : 'product';
  const plainly = (): Value =>
    built(`${wrap(left, strength)} ${operator} ${wrap(right, strength, true)}`, 'number', strength);
  const exact = right.numeral && left.numeral?.combined(operator, right.numeral);
  // If TypeScript would calculate a different result, the exact result is written instead.
  if (left.numeral && right.numeral && exact && !isInexact(left) && !isInexact(right)) {
    const nearest = onLiterals[operator](left.numeral.number, right.numeral.number);
    if (String(nearest) === exact.toString()) return { ...plainly(), numeral: exact };
  }
  if (exact) return numeral(exact);
  if (isPlainNumber(left) && isPlainNumber(right)) return plainly();
  if (operator === '+' && left.kind === 'text' && right.kind === 'text') {
    if (left.optional || right.optional) {
      return atom(use(translation, 'concatenate', left.code, right.code), 'text', true);
    }
    return built(`${wrap(left, 'sum', true)} + ${wrap(right, 'sum', true)}`, 'text', 'sum');
  }
  if (left.kind === 'number' && right.kind === 'number') {
    return atom(use(translation, onNumbers[operator], left.code, right.code), 'number', true);
  }
  return atom(use(translation, onDecimals[operator], ...besideOneAnother(left, right)), 'decimal', true);
}

const zero = Decimal.literal('0');

function negation(value: Value, translation: Translation): Value {
  const exact = value.numeral && zero?.combined('-', value.numeral);
  if (exact) return numeral(exact);
  if (isPlainNumber(value)) return built(`-${wrap(value, 'unary', true)}`, 'number', 'unary');
  const isNumber = value.kind === 'number';
  const code = use(translation, isNumber ? onNumbers['-'] : onDecimals['-'], '0', value.code);
  return atom(code, isNumber ? 'number' : 'decimal', true);
}

function membership(value: Value, options: readonly Value[], translation: Translation): Value {
  const all = [value, ...options];
  if (all.some(({ kind }) => kind === 'decimal') || options.some(option => areInexact(value, option))) {
    const pairs = options.map(option => besideOneAnother(value, option));
    const [own = value.code, ...others] = new Set(pairs.map(([code]) => code));
    if (others.length > 0) {
      const equals = options.map(option => wrap(equality('==', value, option, translation), 'equality'));
      return built(equals.join(' || '), 'boolean', 'or');
    }
    const list = `[${pairs.map(([, code]) => code).join(', ')}]`;
    return atom(use(translation, 'isOneOfNumbers', own, list), 'boolean');
  }
  const list = `[${options.map(option => option.code).join(', ')}]`;
  const isPlain =
    options.length > 0 &&
    !value.optional &&
    !value.isLiteral &&
    value.kind !== 'boolean' &&
    options.every(option => option.kind === value.kind && option.isLiteral);
  return isPlain
    ? atom(`${list}.includes(${value.code})`, 'boolean')
    : atom(use(translation, 'isOneOf', value.code, list), 'boolean');
}

function isRepeated(
  expression: Extract<Expression, { readonly kind: 'field' | 'state' }>,
  translation: Translation,
): boolean {
  return (translation.places.get(placeOf(expression)) ?? 0) > 1;
}

function use({ runtime }: Translation, name: string, ...args: readonly string[]): string {
  return `${runtime.value(name)}(${args.join(', ')})`;
}

function placeOf(expression: Extract<Expression, { readonly kind: 'field' | 'state' }>): string {
  return JSON.stringify(
    expression.kind === 'state' ? [expression.name] : [expression.message ?? null, ...expression.path, 'field'],
  );
}

function countPlaces(expression: Expression): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const leaf of leavesIn(expression)) {
    if (leaf.kind !== 'field' && leaf.kind !== 'state') continue;
    const place = placeOf(leaf);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
