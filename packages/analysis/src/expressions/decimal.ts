/**
 * Exact numbers: those that `decimal` fields hold, and those that a model writes. They round a quotient as generated services
 * do; `satisfiability/fraction.ts` has quotients that are never rounded, to solve comparisons with.
 */
import { Big } from 'big.js';

/** As generated services divide: twenty digits after the point, the rest cut off. */
const Exact = Big();
Exact.DP = 20;
Exact.RM = 0;

/** Longer numbers count as open, since calculating with them takes too long. */
const mostDigits = 1000;

export type Arithmetic = '+' | '-' | '*' | '/';

export class Decimal {
  /** The nearest number that an `int` or `float` field can hold. */
  readonly number: number;
  /** Whether the model writes it. Beside an `int` or `float` it counts as the nearest of their numbers, otherwise exactly. */
  readonly isLiteral: boolean;
  readonly #exact: Big;

  private constructor(exact: Big, isLiteral: boolean) {
    this.#exact = exact;
    this.isLiteral = isLiteral;
    this.number = exact.toNumber();
  }

  /** `text`: a number as the model writes it, sign included. Undefined if it has too many digits. */
  static literal(text: string): Decimal | undefined {
    return text.length <= mostDigits && isNumeral.test(text) ? new Decimal(new Exact(text), true) : undefined;
  }

  /** What a `decimal` field holds for this number; undefined if the number is not finite. */
  static of(value: number | Decimal): Decimal | undefined {
    if (typeof value !== 'number') return value.isLiteral ? new Decimal(value.#exact, false) : value;
    return Number.isFinite(value) ? new Decimal(new Exact(value), false) : undefined;
  }

  /** Undefined if it divides by zero, or the result has too many digits. */
  combined(operator: Arithmetic, other: Decimal): Decimal | undefined {
    const result = operate(operator, this.#exact, other.#exact);
    return result && result.c.length <= mostDigits ? new Decimal(result, this.isLiteral && other.isLiteral) : undefined;
  }

  orderTo(other: Decimal): -1 | 0 | 1 {
    return this.#exact.cmp(other.#exact);
  }

  /** Digits, with a point if there is a fraction; never an exponent. */
  toString(): string {
    return this.#exact.toFixed();
  }
}

/** `text`: a number as the model writes it. */
export function hasFraction(text: string): boolean {
  return /\.\d*[1-9]/.test(text);
}

const isNumeral = /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/;

function operate(operator: Arithmetic, left: Big, right: Big): Big | undefined {
  switch (operator) {
    case '+':
      return left.plus(right);
    case '-':
      return left.minus(right);
    case '*':
      return left.times(right);
    case '/':
      return right.eq(0) ? undefined : left.div(right);
    default:
      return operator satisfies never;
  }
}
