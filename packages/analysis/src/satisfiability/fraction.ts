/**
 * Exact quotients, to solve comparisons with: `x * 3 == 1` has a solution between two decimals. `expressions/decimal.ts` has the
 * numbers of the language, whose quotients end after twenty digits.
 */

export interface Fraction {
  readonly over: bigint;
  /** More than zero. */
  readonly under: bigint;
}

export const zero = fraction(0n);
export const one = fraction(1n);

function fraction(over: bigint, under = 1n): Fraction {
  const sign = under < 0n ? -1n : 1n;
  const common = divisorOf(over < 0n ? -over : over, under * sign);
  return { over: (over * sign) / common, under: (under * sign) / common };
}

/** `digits` can have a sign and a point. */
export function fractionOf(digits: string): Fraction {
  const [whole = '', after = ''] = digits.split('.');
  return fraction(BigInt(whole + after), 10n ** BigInt(after.length));
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function negative({ over, under }: Fraction): Fraction {
  return { over: -over, under };
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.over, a.under * b.under);
}

/** `b` must not be zero. */
export function dividedBy(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.under, a.under * b.over);
}

/** The nearest multiples of `1 / 10 ** digits` below and above, as digits; twice the same if the fraction is one. */
export function between({ over, under }: Fraction, digits: number): readonly [below: string, above: string] {
  const scale = 10n ** BigInt(digits);
  const scaled = over * scale;
  const rest = ((scaled % under) + under) % under;
  const below = (scaled - rest) / under;
  return [written(below, digits), written(rest === 0n ? below : below + 1n, digits)];
}

function written(scaled: bigint, digits: number): string {
  const text = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, '0');
  return `${scaled < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function divisorOf(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger === 0n ? 1n : larger;
}
