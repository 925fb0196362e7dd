/** A few values that stand for all: those that comparisons with these constants cannot tell apart are there once. */
import { annotationOf } from '@choreo/model';
import type { Field, Names } from '@choreo/model';
import type { Known } from './value.ts';
import type { Value } from './value.ts';

/** Every constant, and a number between each two and beyond both ends, within the bounds. */
export function sampleNumbers(
  constants: readonly number[],
  { whole, min = -Infinity, max = Infinity }: { readonly whole: boolean; readonly min?: number; readonly max?: number },
): readonly number[] {
  const marks = [...new Set([...constants, min, max])].filter(Number.isFinite).sort((a, b) => a - b);
  const [first, last] = [marks[0] ?? 0, marks.at(-1) ?? 0];
  const points = [
    ...(whole
      ? marks.flatMap(mark => [Math.floor(mark), Math.ceil(mark), Math.floor(mark) + 1, Math.ceil(mark) - 1])
      : marks),
    ...(whole ? [] : marks.slice(1).map((mark, index) => (mark + (marks[index] ?? mark)) / 2)),
    first - 1,
    last + 1,
  ];
  return [...new Set(points)].filter(point => point >= min && point <= max && (!whole || Number.isInteger(point)));
}

/** The constants, and texts between each two and beyond both ends. */
export function sampleTexts(constants: readonly string[]): readonly string[] {
  return [...new Set([...constants, '', ...constants.map(text => `${text}\0`)])];
}

/** Those that are named, and one of the others. */
export function sampleNames(constants: readonly Value[], all: readonly Value[]): readonly Value[] {
  const other = all.find(value => !constants.includes(value));
  return [...all.filter(value => constants.includes(value)), ...(other === undefined ? [] : [other])];
}

/** Every constant, and a point between each two and beyond both ends. */
function samplePoints(constants: readonly number[], whole: boolean): readonly number[] {
  const sorted = [...new Set(constants)].sort((a, b) => a - b);
  const points: number[] = [];
  sorted.forEach((constant, index) => {
    const next = sorted[index + 1] ?? constant + 2;
    if (index === 0) points.push(whole ? Math.ceil(constant) - 1 : constant - 1);
    const between = (constant + next) / 2;
    points.push(constant, whole ? Math.floor(between) : between);
    if (index === sorted.length - 1) points.push(whole ? Math.floor(constant) + 1 : constant + 1);
  });
  return whole ? points.filter(Number.isInteger) : points;
}

export interface Samples {
  readonly values: readonly Known[];
  /** These are all the values that the field can have. */
  readonly isAll: boolean;
}

/** What is missing comes last: in words, a value says more. */
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
  const { type } = field;
  if (type.kind === 'enum') {
    const declared = names.types.get(type.id);
    return { values: declared?.kind === 'enum' ? declared.values.map(({ name }) => name) : [], isAll: true };
  }
  if (type.kind !== 'builtin') return { values: [], isAll: false };
  if (type.name === 'boolean') return { values: [true, false], isAll: true };
  const constants = comparisons.flatMap(({ constants: some }) => some);
  if (type.name === 'int' || type.name === 'float' || type.name === 'decimal') {
    const [min, max] = ['min', 'max'].map(name => {
      const value = annotationOf(field, name)?.args[0];
      return typeof value === 'number' ? value : undefined;
    });
    if (type.name === 'int' && min !== undefined && max !== undefined && max - min < mostValues) {
      const least = Math.ceil(min);
      return {
        values: Array.from({ length: Math.max(0, Math.floor(max) - least + 1) }, (_, i) => least + i),
        isAll: true,
      };
    }
    // Between a constant and a bound there may be less room than the distance of a point.
    const numbers = [...constants, min, max].filter(value => typeof value === 'number');
    const inside = samplePoints(numbers, type.name === 'int').filter(
      value => value >= (min ?? -Infinity) && value <= (max ?? Infinity),
    );
    return { values: inside, isAll: false };
  }
  // A text that is none of the constants.
  const texts = [...new Set(constants.filter(value => typeof value === 'string'))].sort();
  return { values: ['', ...texts.flatMap(text => [text, `${text}~`])], isAll: false };
}

export const mostValues = 8;

export interface Comparison {
  /** Of the atom that it is. */
  readonly key: string;
  readonly text: string;
  readonly constants: readonly Known[];
  readonly holds: (value: Known) => Known;
}
