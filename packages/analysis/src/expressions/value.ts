/** The operators of the language, for everything that evaluates expressions: three-valued logic, arithmetic, and fields that can be missing. */
import type { BinaryOperator } from '@choreo/model';
import { Decimal } from './decimal.ts';
import type { Arithmetic } from './decimal.ts';

/**
 * `number`: of an `int` or `float` field, or of a state · `Decimal`: of a `decimal` field, or a literal · the values of states and
 * enums are their names · `null`: a field that is missing.
 */
export type Value = number | Decimal | boolean | string | null;

/** `undefined`: it depends on something open. */
export type Known = Value | undefined;

/** A missing value counts as false. */
export function truthOf(value: Known): boolean | undefined {
  if (value === null) return false;
  return typeof value === 'boolean' ? value : undefined;
}

export function negated(value: Known): boolean | undefined {
  const truth = truthOf(value);
  return truth === undefined ? undefined : !truth;
}

export function combined(operator: BinaryOperator, left: Known, right: Known): Known {
  switch (operator) {
    case 'and': {
      const truths = [truthOf(left), truthOf(right)];
      return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
    }
    case 'or': {
      const truths = [truthOf(left), truthOf(right)];
      return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return holds(operator, orderOf(left, right));
    case '+':
    case '-':
    case '*':
    case '/':
      return computed(operator, left, right);
    default:
      return operator satisfies never;
  }
}

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

export function isComparison(operator: BinaryOperator): operator is Comparison {
  return ['==', '!=', '<', '<=', '>', '>='].includes(operator);
}

/** The order of two values: `null` if they are neither equal nor ordered, `missing` if both are missing. */
export type Order = -1 | 0 | 1 | null | 'missing';

export function orderOf(left: Known, right: Known): Order | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) return left === right ? 'missing' : null;
  const numbers = numbersIn(left, right);
  if (numbers?.kind === 'exact') return numbers.left.orderTo(numbers.right);
  const [one, other] = numbers ? [numbers.left, numbers.right] : [left, right];
  if (typeof one !== typeof other) return undefined;
  if (one === other) return 0;
  if (Number.isNaN(one) || Number.isNaN(other)) return null;
  return one < other ? -1 : 1;
}

type Numbers =
  | { readonly kind: 'exact'; readonly left: Decimal; readonly right: Decimal }
  | { readonly kind: 'plain'; readonly left: number; readonly right: number };

/** Two numbers, converted so that they can be combined; undefined if one is no number, or is not finite beside an exact one. */
function numbersIn(left: Known, right: Known): Numbers | undefined {
  if (typeof left === 'number' && typeof right === 'number') return { kind: 'plain', left, right };
  if (left instanceof Decimal && right instanceof Decimal) return { kind: 'exact', left, right };
  if (left instanceof Decimal && typeof right === 'number') {
    if (left.isLiteral) return { kind: 'plain', left: left.number, right };
    const exact = Decimal.of(right);
    return exact && { kind: 'exact', left, right: exact };
  }
  if (typeof left === 'number' && right instanceof Decimal) {
    if (right.isLiteral) return { kind: 'plain', left, right: right.number };
    const exact = Decimal.of(left);
    return exact && { kind: 'exact', left: exact, right };
  }
  return undefined;
}

/** Whether two values are the same; the kind of number does not matter. */
export function isSame(left: Known, right: Known): boolean {
  return left === right || holds('==', orderOf(left, right)) === true;
}

/** The value of a state in words. */
export function stateText(value: Known): string {
  return value === null ? 'missing' : String(value);
}

/** A number as a state holds it; anything else is unchanged. */
export function plain(value: Known): Exclude<Known, Decimal> {
  return value instanceof Decimal ? value.number : value;
}

export function holds(operator: Comparison, order: Order | undefined): boolean | undefined {
  if (order === undefined) return undefined;
  switch (operator) {
    // A missing value equals only another missing one, and is neither more nor less than anything.
    case '==':
      return order === 0 || order === 'missing';
    case '!=':
      return order !== 0 && order !== 'missing';
    case '<':
      return order === -1;
    case '<=':
      return order === -1 || order === 0;
    case '>':
      return order === 1;
    case '>=':
      return order === 1 || order === 0;
    default:
      return operator satisfies never;
  }
}

/** If an operand is missing, the result is missing. */
function computed(operator: Arithmetic, left: Known, right: Known): Known {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) return null;
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : undefined;
  const numbers = numbersIn(left, right);
  if (!numbers) return undefined;
  return numbers.kind === 'exact'
    ? numbers.left.combined(operator, numbers.right)
    : computedPlainly(operator, numbers.left, numbers.right);
}

function computedPlainly(operator: Arithmetic, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    default:
      return operator satisfies never;
  }
}
