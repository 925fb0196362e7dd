/** A few values of a field that stand for all that it can have. */
import { annotationOf } from '@choreo/model';
import type { Field, Names } from '@choreo/model';
import { doubleOf, holds } from './constant.ts';
import type { Constant } from './constant.ts';
import { Exact } from './exact.ts';
import type { Sample } from './payload.ts';
import type { UnknownField } from './unknowns.ts';

/** A field with at most so many values has a sample for each. */
const mostListed = 8;

/**
 * What the last of these fields, one inside the other, can hold as far as anybody asks; undefined among them: a value that
 * nothing is known of. None at all: nothing can be known of the field.
 */
export function samplesOf(
  asked: UnknownField,
  fields: readonly Field[],
  names: Names,
): readonly (Sample | undefined)[] {
  const field = fields[asked.path.length - 1];
  return withMissing(field ? presentSamples(asked, field, names) : [], fields);
}

/** With the sample of what is missing, if the last of these fields can be. */
export function withMissing<T extends Sample | undefined>(
  present: readonly T[],
  fields: readonly Field[],
): readonly (T | Sample)[] {
  const canBeMissing = fields.some(({ optional }) => optional);
  if (present.length === 0 || !canBeMissing) return present;
  return [...present, { value: null, isExact: true }];
}

function presentSamples(
  { comparisons, isAlone, isInRelation }: UnknownField,
  field: Field,
  names: Names,
): readonly (Sample | undefined)[] {
  const values = isAlone || isInRelation ? fewValuesOf(field, names) : undefined;
  if (values) return values.map(value => ({ value, isExact: true }));
  if (comparisons.length === 0) return isInRelation ? [undefined] : [];
  const samples = new Map<string, Sample>();
  const constants = comparisons.map(({ constant }) => constant);
  for (const value of candidatesFor(field, constants, names)) {
    const answers = comparisons.map(({ operator, constant }) => String(holds(operator, value, constant))).join();
    if (!samples.has(answers)) samples.set(answers, { value, isExact: false });
  }
  return [...samples.values()];
}

/** All values, where they are few; what is missing is none of them. */
function fewValuesOf(field: Field, names: Names): readonly Constant[] | undefined {
  const values = namedValues(field, names) ?? wholeNumbers(field);
  return values && values.length > 0 && values.length <= mostListed ? values : undefined;
}

/** For each way in which the field can lie to these constants, at least one value. */
function candidatesFor(field: Field, constants: readonly Constant[], names: Names): readonly Constant[] {
  const named = namedValues(field, names);
  if (named || field.type.kind !== 'builtin') return named ?? [];
  switch (field.type.name) {
    case 'int':
      return wholeNumbers(field) ?? doubles(field, constants, nextWhole).filter(Number.isInteger);
    case 'float':
      return doubles(field, constants, nextDouble);
    case 'decimal':
      return decimals(field, constants);
    default:
      return texts(constants);
  }
}

function namedValues({ type }: Field, names: Names): readonly Constant[] | undefined {
  if (type.kind === 'builtin' && type.name === 'boolean') return [true, false];
  const declared = type.kind === 'enum' ? names.types.get(type.id) : undefined;
  return declared?.kind === 'enum' ? declared.values.map(({ name }) => name) : undefined;
}

/** Of a small range. */
function wholeNumbers(field: Field): readonly number[] | undefined {
  if (field.type.kind !== 'builtin' || field.type.name !== 'int') return undefined;
  const { min, max } = boundsOf(field);
  const [first, last] = [Math.ceil(min), Math.floor(max)];
  const count = last - first + 1;
  return count <= mostListed ? Array.from({ length: Math.max(0, count) }, (_, index) => first + index) : undefined;
}

export function boundsOf(field: Field): { readonly min: number; readonly max: number } {
  const [min, max] = ['min', 'max'].map(name => annotationOf(field, name)?.args[0]);
  return { min: typeof min === 'number' ? min : -Infinity, max: typeof max === 'number' ? max : Infinity };
}

/** All constants and bounds, and the numbers next to them: no other number is compared otherwise than one of these. */
function doubles(field: Field, constants: readonly Constant[], next: (from: number) => number): readonly number[] {
  const { min, max } = boundsOf(field);
  const marks = [...numbersIn(constants).map(doubleOf), min, max].filter(Number.isFinite);
  return (marks.length > 0 ? marks : [0])
    .flatMap(mark => [-next(-mark), mark, next(mark)])
    .filter(number => Number.isFinite(number) && number >= min && number <= max);
}

function nextWhole(from: number): number {
  const next = Math.floor(from) + 1;
  // Large doubles are further from one another than by one.
  return next > from ? next : nextDouble(from);
}

function nextDouble(from: number): number {
  if (from === 0) return Number.MIN_VALUE;
  const double = new Float64Array([from]);
  const bits = new BigInt64Array(double.buffer);
  bits[0] = (bits[0] ?? 0n) + (from > 0 ? 1n : -1n);
  return double[0] ?? from;
}

/** All constants and bounds, a number between each two, and one beyond either end. */
function decimals(field: Field, constants: readonly Constant[]): readonly Exact[] {
  const { min, max } = boundsOf(field);
  const [least, most] = [min, max].map(bound => Exact.of(String(bound), false));
  const marks = [...numbersIn(constants).map(({ held }) => held), least, most]
    .filter(mark => mark !== undefined)
    .sort((left, right) => left.compare(right));
  const [first, last] = [marks[0] ?? zero, marks.at(-1) ?? zero];
  const between = marks.slice(1).map((mark, index) => mark.midway(marks[index] ?? mark));
  return [...marks, ...between, first.plus(-1n), last.plus(1n)].filter(
    number => (!least || number.compare(least) >= 0) && (!most || number.compare(most) <= 0),
  );
}

const zero = Exact.whole(0n, false);

function numbersIn(constants: readonly Constant[]): readonly Exact[] {
  return constants.filter(constant => constant instanceof Exact);
}

/** All constants, the text that follows each of them next, and the first text of all. */
function texts(constants: readonly Constant[]): readonly string[] {
  const marks = constants.filter(constant => typeof constant === 'string');
  return ['', ...marks.flatMap(mark => [mark, `${mark}\0`])];
}
