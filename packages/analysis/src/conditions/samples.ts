/** A few values that stand for all: those that comparisons with these constants cannot tell apart are there once. */
import type { Value } from './known.ts';

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
