/** Values that are known while the text is written, and what the operators make of them; `undefined` is open. */
import type { BinaryOperator } from '@choreo/model';
import { Exact } from './exact.ts';
import type { Calculation } from './exact.ts';

/**
 * `number`: a double, as `int` and `float` fields and states hold it · `string`: a text, or the name of a value of an enum or
 * a state · `null`: a field that is missing.
 */
export type Constant = number | Exact | boolean | string | null;

export type Ordering = '<' | '<=' | '>' | '>=';
export type Comparison = '==' | '!=' | Ordering;

export function isComparison(operator: BinaryOperator): operator is Comparison {
  return ['==', '!=', '<', '<=', '>', '>='].includes(operator);
}

/** The operator that says the same of the two sides in the other order. */
export const turned = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** What is missing equals only what is missing too, and is neither more nor less than anything. */
export function holds(operator: Comparison, left: Constant, right: Constant): boolean | undefined {
  if (left === null || right === null) {
    if (operator === '==') return left === right;
    return operator === '!=' && left !== right;
  }
  const numbers = numbersIn(left, right);
  if (numbers?.kind === 'exact') return isSo(operator, numbers.left.compare(numbers.right), 0);
  if (numbers) return isSo(operator, numbers.left, numbers.right);
  return typeof left === typeof right ? isSo(operator, left, right) : undefined;
}

export function isSo<T extends Exclude<Constant, null>>(operator: Comparison, left: T, right: T): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return operator satisfies never;
  }
}

/** What is calculated with something missing is missing. A division by zero is open. */
export function calculated(operator: Calculation, left: Constant, right: Constant): Constant | undefined {
  if (left === null || right === null) return null;
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : undefined;
  const numbers = numbersIn(left, right);
  if (numbers?.kind === 'exact') return numbers.left.calculate(operator, numbers.right);
  return numbers && calculatedAsDoubles(operator, numbers.left, numbers.right);
}

export function opposite(value: Constant): Constant | undefined {
  return calculated('-', nothing, value);
}

const nothing = Exact.whole(0n, true);

function calculatedAsDoubles(operator: Calculation, left: number, right: number): number | undefined {
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

type Numbers =
  | { readonly kind: 'double'; readonly left: number; readonly right: number }
  | { readonly kind: 'exact'; readonly left: Exact; readonly right: Exact };

/** Two numbers as they count beside one another: exactly, unless one is a double and the other one is no `decimal`. */
function numbersIn(left: Constant, right: Constant): Numbers | undefined {
  if (!isNumber(left) || !isNumber(right)) return undefined;
  const isExact = isDecimal(left) || isDecimal(right) || (left instanceof Exact && right instanceof Exact);
  if (!isExact) return { kind: 'double', left: doubleOf(left), right: doubleOf(right) };
  const [first, second] = [exactOf(left), exactOf(right)];
  return first && second && { kind: 'exact', left: first, right: second };
}

export function isNumber(value: Constant): value is number | Exact {
  return typeof value === 'number' || value instanceof Exact;
}

function isDecimal(value: number | Exact): boolean {
  return value instanceof Exact && !value.isWritten;
}

export function doubleOf(value: number | Exact): number {
  return typeof value === 'number' ? value : value.nearestDouble;
}

/** A double has the digits that it is written with. Undefined for what is not finite. */
export function exactOf(value: number | Exact): Exact | undefined {
  return typeof value === 'number' ? Exact.of(String(value), false) : value;
}

/** The number as a state or an `int` field holds it; undefined for what is no number. */
export function numberIn(value: Constant): number | undefined {
  return isNumber(value) ? doubleOf(value) : undefined;
}

/** A text that only this value has. */
export function textOf(value: Constant): string {
  return value instanceof Exact
    ? `${value.isWritten ? 'written' : 'decimal'} ${value.toString()}`
    : `${typeof value} ${String(value)}`;
}
