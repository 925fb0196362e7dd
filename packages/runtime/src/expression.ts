/** Functions for guards beyond TypeScript's operators: missing fields, decimals, points in time. */
import { compareNumbers, type Numeric } from './decimal.ts';

/** Equality of values from a model; two missing values are equal. */
export function equals(a: unknown, b: unknown): boolean {
  return a === b;
}

/** Order of strings by code units; NaN if a side is missing. */
export function compareTexts(a: string | undefined, b: string | undefined): number {
  return a === undefined || b === undefined ? Number.NaN : a < b ? -1 : a > b ? 1 : 0;
}

/** Order of dates and points in time, in any time zones; NaN if a side is missing. */
export function compareTimes(a: string | undefined, b: string | undefined): number {
  return a === undefined || b === undefined ? Number.NaN : Date.parse(a) - Date.parse(b);
}

/** Order of ISO 8601 durations, with 365 days per year and 30 days per month; NaN if a side is missing. */
export function compareDurations(a: string | undefined, b: string | undefined): number {
  return a === undefined || b === undefined ? Number.NaN : seconds(a) - seconds(b);
}

/** Equality of numbers and decimals by value; two missing values are equal. */
export function equalNumbers(a: Numeric | undefined, b: Numeric | undefined): boolean {
  return a === undefined || b === undefined ? a === b : compareNumbers(a, b) === 0;
}

/** Equality of dates and points in time; two missing values are equal. */
export function equalTimes(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : compareTimes(a, b) === 0;
}

/** Equality of durations; two missing values are equal. */
export function equalDurations(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : compareDurations(a, b) === 0;
}

/** Concatenates two strings; undefined if a side is missing. */
export function concatenate(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

/** Undefined if a side is missing, as are the next three functions. */
export function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

export function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

export function product(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b;
}

export function quotient(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

/** Keeps a counter within its bounds, and a whole number. */
export function bounded(value: number, min: number, max: number): number {
  return Number.isNaN(value) ? min : Math.min(max, Math.max(min, Math.trunc(value)));
}

function seconds(duration: string): number {
  const match =
    /^([-+]?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/.exec(
      duration,
    );
  if (!match) return Number.NaN;
  const [, sign, ...parts] = match;
  const sizes = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3_600, 60, 1];
  const total = sizes.reduce((so, size, index) => so + size * Number((parts[index] ?? '0').replace(',', '.')), 0);
  return sign === '-' ? -total : total;
}

export function isOneOf(value: unknown, options: readonly unknown[]): boolean {
  return options.includes(value);
}

export function isOneOfNumbers(value: Numeric | undefined, options: readonly (Numeric | undefined)[]): boolean {
  return options.some(option => equalNumbers(value, option));
}
