/** A few values that represent all: of the values that comparisons with the constants cannot tell apart, there is one. */
import type { Expression, Field, Names } from '@choreo/model';
import { Decimal } from './decimal.ts';
import { domainOfField, valuesIn } from './domain.ts';
import type { NumberDomain } from './domain.ts';
import { combined, orderOf } from './value.ts';
import type { Known, Value } from './value.ts';

/** Every constant that is a number, and a number between each two and beyond both ends, within the bounds. */
export function sampleNumbers(constants: readonly Known[], domain: NumberDomain): readonly Value[] {
  const { min, max, whole } = domain;
  const own = [...constants, min, max].flatMap(value => inDomain(value, domain) ?? []);
  const marks = distinct(own).sort(ascending);
  const [first = zeroOf(domain), last = zeroOf(domain)] = [marks[0], marks.at(-1)];
  const between = marks.slice(1).map((mark, index) => combined('*', combined('+', mark, marks[index]), half));
  const points = [
    ...(whole ? marks.flatMap(neighbours) : [...marks, ...between]),
    combined('-', first, stepFrom(first)),
    combined('+', last, stepFrom(last)),
  ].filter(point => typeof point === 'number' || point instanceof Decimal);
  return distinct(points).filter(
    point =>
      (min === undefined || combined('>=', point, min) === true) &&
      (max === undefined || combined('<=', point, max) === true) &&
      (!whole || Number.isInteger(point)),
  );
}

/** One, or as much as it takes to reach another number: beyond 2^53 numbers lie further apart. */
function stepFrom(mark: Known): number {
  return typeof mark === 'number' ? Math.max(1, Math.abs(mark) * 2 ** -50) : 1;
}

/** Numbers of one domain, each once. */
function distinct(numbers: readonly (number | Decimal)[]): (number | Decimal)[] {
  return [...new Map(numbers.map(number => [String(number), number])).values()];
}

const half = Decimal.literal('0.5');

function zeroOf({ exact }: NumberDomain): Known {
  return exact ? Decimal.of(0) : 0;
}

/** The number as a field of the domain holds it. */
function inDomain(value: Known, { exact }: NumberDomain): number | Decimal | undefined {
  if (typeof value !== 'number' && !(value instanceof Decimal)) return undefined;
  if (exact) return Decimal.of(value);
  const number = typeof value === 'number' ? value : value.number;
  return Number.isFinite(number) ? number : undefined;
}

function ascending(left: Known, right: Known): number {
  const order = orderOf(left, right);
  return typeof order === 'number' ? order : 0;
}

function neighbours(mark: Known): readonly number[] {
  return typeof mark === 'number' ? [Math.floor(mark), Math.ceil(mark), Math.floor(mark) + 1, Math.ceil(mark) - 1] : [];
}

/** In order: the first of all texts, and each constant with the next text after it, which lies before the next constant. */
export function sampleTexts(constants: readonly string[]): readonly string[] {
  return [...new Set(['', ...[...constants].sort().flatMap(text => [text, `${text}\0`])])];
}

/** The constants, and one of the other values. */
export function sampleNames(constants: readonly Value[], all: readonly Value[]): readonly Value[] {
  const other = all.find(value => !constants.includes(value));
  return [...all.filter(value => constants.includes(value)), ...(other === undefined ? [] : [other])];
}

export interface Samples {
  readonly values: readonly Value[];
  /** Whether these are all values that the field can have. */
  readonly isAll: boolean;
}

/** The missing value comes last, since in a message another value says more. */
export function samplesOf(
  field: Field,
  comparisons: readonly Comparison[],
  names: Names,
  isMissable: boolean,
): Samples {
  const { values, isAll } = presentSamplesOf(field, comparisons, names);
  return { values: isMissable ? [...values, null] : values, isAll };
}

function presentSamplesOf(field: Field, comparisons: readonly Comparison[], names: Names): Samples {
  const domain = domainOfField(field, names);
  const all = domain.kind === 'names' ? domain.values : valuesIn(domain, mostValues);
  if (all) return { values: all, isAll: true };
  if (field.type.kind !== 'builtin') return { values: [], isAll: false };
  const constants = comparisons.flatMap(({ constants: some }) => some);
  return {
    values:
      domain.kind === 'number'
        ? sampleNumbers(constants, domain)
        : sampleTexts(constants.filter(value => typeof value === 'string')),
    isAll: false,
  };
}

export const mostValues = 8;

/** A comparison of one field with constants. */
export interface Comparison {
  /** The key of its atom. */
  readonly key: string;
  readonly expression: Expression;
  readonly constants: readonly Known[];
  readonly holds: (value: Known) => Known;
}
