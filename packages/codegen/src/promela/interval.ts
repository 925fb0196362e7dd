/** Numbers of which only is known between which others they lie. */
import type { Comparison } from './constant.ts';
import { Exact } from './exact.ts';
import type { Calculation } from './exact.ts';

/** An end that is undefined is none. */
export interface Interval {
  readonly low: Exact | undefined;
  readonly high: Exact | undefined;
  /** Whether the ends themselves are left out. */
  readonly isLowOpen: boolean;
  readonly isHighOpen: boolean;
}

export function point(at: Exact): Interval {
  return { low: at, high: at, isLowOpen: false, isHighOpen: false };
}

/** The number, where it is only one. */
export function onlyIn({ low, high }: Interval): Exact | undefined {
  return low && high && low.compare(high) === 0 ? low : undefined;
}

export function isEmpty(interval: Interval, areWhole: boolean): boolean {
  const { low, high, isLowOpen, isHighOpen } = areWhole ? wholeIn(interval) : interval;
  if (!low || !high) return false;
  const at = low.compare(high);
  return at > 0 || (at === 0 && (isLowOpen || isHighOpen));
}

/** From the first whole number in it to the last. */
export function wholeIn({ low, high, isLowOpen, isHighOpen }: Interval): Interval {
  return {
    low: low && (isLowOpen ? low.floor.plus(1n) : low.ceiling),
    high: high && (isHighOpen ? high.ceiling.plus(-1n) : high.floor),
    isLowOpen: false,
    isHighOpen: false,
  };
}

export function meet(one: Interval, other: Interval, areWhole: boolean): boolean {
  const lower = order(one.low, other.low, -1);
  const upper = order(one.high, other.high, 1);
  const [low, high] = [lower < 0 ? other : one, upper > 0 ? other : one];
  return !isEmpty(
    {
      low: low.low,
      high: high.high,
      isLowOpen: lower === 0 ? one.isLowOpen || other.isLowOpen : low.isLowOpen,
      isHighOpen: upper === 0 ? one.isHighOpen || other.isHighOpen : high.isHighOpen,
    },
    areWhole,
  );
}

/** `beyond`: on which side of all numbers an end lies that is none. */
function order(one: Exact | undefined, other: Exact | undefined, beyond: number): number {
  if (one && other) return one.compare(other);
  return one ? -beyond : other ? beyond : 0;
}

/** Undefined where some of the numbers compare so and others do not. */
export function holdsIn(operator: Comparison, one: Interval, other: Interval): boolean | undefined {
  switch (operator) {
    case '<':
      return isBelow(one, other) ? true : isBelowOrAt(other, one) ? false : undefined;
    case '<=':
      return isBelowOrAt(one, other) ? true : isBelow(other, one) ? false : undefined;
    case '>':
    case '>=':
      return holdsIn(operator === '>' ? '<' : '<=', other, one);
    case '==': {
      const [a, b] = [onlyIn(one), onlyIn(other)];
      if (a && b) return a.compare(b) === 0;
      return isBelow(one, other) || isBelow(other, one) ? false : undefined;
    }
    case '!=': {
      const isEqual = holdsIn('==', one, other);
      return isEqual === undefined ? undefined : !isEqual;
    }
    default:
      return operator satisfies never;
  }
}

function isBelow({ high, isHighOpen }: Interval, { low, isLowOpen }: Interval): boolean {
  if (!high || !low) return false;
  const at = high.compare(low);
  return at < 0 || (at === 0 && (isHighOpen || isLowOpen));
}

function isBelowOrAt({ high }: Interval, { low }: Interval): boolean {
  return high !== undefined && low !== undefined && high.compare(low) <= 0;
}

/** Where the results lie; undefined: nothing is known of that. */
export function calculatedIn(operator: Calculation, one: Interval, other: Interval): Interval | undefined {
  switch (operator) {
    case '+':
      return {
        low: one.low && other.low && one.low.calculate('+', other.low),
        high: one.high && other.high && one.high.calculate('+', other.high),
        isLowOpen: one.isLowOpen || other.isLowOpen,
        isHighOpen: one.isHighOpen || other.isHighOpen,
      };
    case '-':
      return calculatedIn('+', one, scaled(other, minusOne, '*'));
    case '*': {
      const [a, b] = [onlyIn(one), onlyIn(other)];
      return b ? scaled(one, b, '*') : a && scaled(other, a, '*');
    }
    case '/': {
      const by = onlyIn(other);
      return by && by.compare(zero) !== 0 ? scaled(one, by, '/') : undefined;
    }
    default:
      return operator satisfies never;
  }
}

const zero = Exact.whole(0n, false);
const minusOne = Exact.whole(-1n, false);

function scaled({ low, high, isLowOpen, isHighOpen }: Interval, by: Exact, operator: '*' | '/'): Interval {
  const sign = by.compare(zero);
  if (sign === 0) return point(zero);
  const ends = { low: low?.calculate(operator, by), high: high?.calculate(operator, by), isLowOpen, isHighOpen };
  return sign > 0 ? ends : { low: ends.high, high: ends.low, isLowOpen: ends.isHighOpen, isHighOpen: ends.isLowOpen };
}

/** As a condition on what lies in it: `attempt > 3`. A text that only this interval has. */
export function intervalText(interval: Interval, name: string): string {
  const { low, high, isLowOpen, isHighOpen } = interval;
  const only = onlyIn(interval);
  if (only) return `${name} == ${only.toString()}`;
  const parts = [
    ...(low ? [`${name} ${isLowOpen ? '>' : '>='} ${low.toString()}`] : []),
    ...(high ? [`${name} ${isHighOpen ? '<' : '<='} ${high.toString()}`] : []),
  ];
  return parts.join(' and ');
}
