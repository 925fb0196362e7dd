/** Decimal numbers as text, to keep all digits: `"12.30"`. */

/** The type `decimal` of the model. Numbers are accepted too, if they are exact enough, as literals are. */
export type Numeric = string | number;

interface Scaled {
  readonly digits: bigint;
  /** The number of digits after the decimal point. */
  readonly scale: number;
}

/** The digits after the decimal point that a division keeps. */
const divisionScale = 20;

export function add(a: Numeric | undefined, b: Numeric | undefined): string | undefined {
  return exactly(a, b, (x, y, scale) => ({ digits: x + y, scale }));
}

export function subtract(a: Numeric | undefined, b: Numeric | undefined): string | undefined {
  return exactly(a, b, (x, y, scale) => ({ digits: x - y, scale }));
}

export function multiply(a: Numeric | undefined, b: Numeric | undefined): string | undefined {
  return exactly(a, b, (x, y, scale) => ({ digits: x * y, scale: scale * 2 }));
}

/** Divides to twenty digits after the decimal point; undefined for a division by zero. */
export function divide(a: Numeric | undefined, b: Numeric | undefined): string | undefined {
  return exactly(a, b, (x, y) =>
    y === 0n ? undefined : { digits: (x * 10n ** BigInt(divisionScale)) / y, scale: divisionScale },
  );
}

/** Less than, equal to or greater than zero. NaN if a side is missing or not a number, so that every comparison is false. */
export function compareNumbers(a: Numeric | undefined, b: Numeric | undefined): number {
  const pair = align(a, b);
  if (!pair) return Number.NaN;
  const [x, y] = pair;
  return x < y ? -1 : x > y ? 1 : 0;
}

function exactly(
  a: Numeric | undefined,
  b: Numeric | undefined,
  operate: (a: bigint, b: bigint, scale: number) => Scaled | undefined,
): string | undefined {
  const pair = align(a, b);
  const result = pair && operate(...pair);
  return result && format(result);
}

function align(a: Numeric | undefined, b: Numeric | undefined): readonly [bigint, bigint, number] | undefined {
  const x = parse(a);
  const y = parse(b);
  if (!x || !y) return undefined;
  const scale = Math.max(x.scale, y.scale);
  const scaled = ({ digits, scale: own }: Scaled): bigint => digits * 10n ** BigInt(scale - own);
  return [scaled(x), scaled(y), scale];
}

function parse(value: Numeric | undefined): Scaled | undefined {
  if (value === undefined) return undefined;
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(String(value));
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > 1_000) return undefined;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function format({ digits, scale }: Scaled): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return `${digits === 0n ? '' : sign}${whole}${fraction ? `.${fraction}` : ''}`;
}
