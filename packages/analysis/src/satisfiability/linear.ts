/** Linear expressions: sums of what they read, each times a factor, and a constant. */
import type { Expression } from '@choreo/model';
import { constantOf } from '../expressions/constant.ts';
import { Decimal } from '../expressions/decimal.ts';
import { deepest } from '../expressions/evaluate.ts';
import type { Leaf } from '../expressions/evaluate.ts';
import { fractionOf, negative, zero, one, plus, times } from './fraction.ts';
import type { Fraction } from './fraction.ts';

export interface Linear {
  /** The factors, by key of what is read; without those that are zero. */
  readonly factors: ReadonlyMap<string, Fraction>;
  readonly constant: Fraction;
  /** No intermediate result exceeds `weight` times what is read, plus `size`. */
  readonly weight: number;
  readonly size: number;
  /** Whether all numbers in it are whole. */
  readonly isWhole: boolean;
}

/** Numbers with more digits are not calculated with. */
const mostDigits = 12;

/** Undefined if it is not linear. A quotient never is, since a division may drop digits. */
export function linearOf(expression: Expression, keyOf: (leaf: Leaf) => string, depth = 0): Linear | undefined {
  if (depth > deepest) return undefined;
  const constant = numberOf(expression);
  if (constant) {
    const [size, isWhole] = [Math.abs(approximate(constant)), constant.under === 1n];
    return { factors: new Map(), constant, weight: 0, size, isWhole };
  }
  switch (expression.kind) {
    case 'field':
    case 'state':
      return { factors: new Map([[keyOf(expression), one]]), constant: zero, weight: 1, size: 0, isWhole: true };
    case 'unary': {
      const operand = expression.operator === '-' ? linearOf(expression.operand, keyOf, depth + 1) : undefined;
      return operand && scaled(operand, negative(one));
    }
    case 'binary': {
      const [left, right] = [expression.left, expression.right].map(side => linearOf(side, keyOf, depth + 1));
      if (!left || !right) return undefined;
      switch (expression.operator) {
        case '+':
          return sumOf(left, right);
        case '-':
          return sumOf(left, scaled(right, negative(one)));
        case '*':
          if (right.factors.size === 0) return scaled(left, right.constant);
          return left.factors.size === 0 ? scaled(right, left.constant) : undefined;
        default:
          return undefined;
      }
    }
    default:
      return undefined;
  }
}

/** The difference of two sides that are compared. It is never calculated in a run. */
export function differenceOf(left: Linear, right: Linear): Linear {
  const difference = sumOf(left, scaled(right, negative(one)));
  return { ...difference, weight: Math.max(left.weight, right.weight), size: Math.max(left.size, right.size) };
}

/** The value of an expression that reads nothing and is a number of few digits. */
export function numberOf(expression: Expression): Fraction | undefined {
  const value = constantOf(expression);
  if (typeof value !== 'number' && !(value instanceof Decimal)) return undefined;
  const exact = Decimal.of(value)?.toString() ?? '';
  return exact !== '' && exact.replace(/^-?0?\.?0*/, '').length <= mostDigits + 1 && exact.length <= 2 * mostDigits
    ? fractionOf(exact)
    : undefined;
}

export function approximate({ over, under }: Fraction): number {
  return Number(over) / Number(under);
}

function sumOf(left: Linear, right: Linear): Linear {
  const factors = new Map(left.factors);
  for (const [key, factor] of right.factors) {
    const sum = plus(factors.get(key) ?? zero, factor);
    if (sum.over === 0n) factors.delete(key);
    else factors.set(key, sum);
  }
  const [weight, size] = [left.weight + right.weight, left.size + right.size];
  const isWhole = left.isWhole && right.isWhole;
  return { factors, constant: plus(left.constant, right.constant), weight, size, isWhole };
}

function scaled({ factors, constant, weight, size, isWhole }: Linear, by: Fraction): Linear {
  const many = Math.max(1, Math.abs(approximate(by)));
  return {
    factors: new Map(by.over === 0n ? [] : Array.from(factors, ([key, factor]) => [key, times(factor, by)])),
    constant: times(constant, by),
    weight: weight * many,
    size: size * many,
    isWhole: isWhole && by.under === 1n,
  };
}
