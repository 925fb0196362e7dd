/**
 * Measures the work of a computation by counting instead of timing, so that the result is the same on every machine: how often
 * each piece of our code ran, and how many elements the searching and copying methods of arrays visited.
 */
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/** An element that an array method visits costs far less than a piece of code, so that few elements do not matter. */
export type Counted = 'pieces and elements' | 'pieces';

/**
 * How the work of `compute` grows with the size of what `make` makes, from that size to twice and four times as much: 2 if it is
 * linear, 4 if it is quadratic, 0 if it does not grow. Constant work does not count.
 */
export async function growthOf<T>(
  size: number,
  make: (size: number) => T,
  compute: (made: T) => unknown,
  counted: Counted = 'pieces and elements',
): Promise<number> {
  const [once = 0, twice = 0, fourfold = 0] = await workFor([size, 2 * size, 4 * size], make, compute, counted);
  const more = fourfold - twice;
  // So little work is what the engine does only once.
  return more < once / 20 ? 0 : more / (twice - once);
}

/** The work of `compute` on what `make` makes, for each of these sizes. */
export async function workFor<T>(
  sizes: readonly number[],
  make: (size: number) => T,
  compute: (made: T) => unknown,
  counted: Counted = 'pieces and elements',
): Promise<readonly number[]> {
  // Optimized code loses counts.
  for (const flag of ['--no-opt', '--no-maglev', '--no-flush-bytecode']) setFlagsFromString(flag);
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    // The first call does everything that is done only once.
    await compute(make(sizes[0] ?? 0));
    const counts: number[] = [];
    for (const size of sizes) {
      const made = make(size);
      await session.post('Profiler.takePreciseCoverage');
      const elements = await elementsIn(() => compute(made));
      const { result } = await session.post('Profiler.takePreciseCoverage');
      counts.push(piecesIn(result) + (counted === 'pieces' ? 0 : elements));
    }
    return counts;
  } finally {
    await session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
    for (const flag of ['--opt', '--maglev', '--flush-bytecode']) setFlagsFromString(flag);
  }
}

function piecesIn(scripts: readonly Profiler.ScriptCoverage[]): number {
  let count = 0;
  for (const { functions } of scripts) {
    for (const { ranges } of functions) for (const range of ranges) count += range.count;
  }
  return count;
}

/** The methods that visit an array without calling our code. */
async function elementsIn(compute: () => unknown): Promise<number> {
  let count = 0;
  const prototype: object = Array.prototype;
  const watch = (name: string, elements: (array: readonly unknown[], result: unknown) => number): (() => void) => {
    const before = Object.getOwnPropertyDescriptor(prototype, name);
    if (!before) throw new Error(`Arrays have no ${name}.`);
    const method: (...args: unknown[]) => unknown = before.value;
    Object.defineProperty(prototype, name, {
      ...before,
      value(this: readonly unknown[], ...args: unknown[]) {
        const result = Reflect.apply(method, this, args);
        count += elements(this, result);
        return result;
      },
    });
    return () => Object.defineProperty(prototype, name, before);
  };
  const upTo = (array: readonly unknown[], index: unknown) => (Number(index) < 0 ? array.length : Number(index) + 1);
  const lengthOf = (_: unknown, result: unknown) => (Array.isArray(result) ? result.length : 0);
  const undo = [
    watch('includes', array => array.length),
    watch('indexOf', upTo),
    watch('slice', lengthOf),
    watch('concat', lengthOf),
  ];
  try {
    await compute();
  } finally {
    for (const restore of undo) restore();
  }
  return count;
}
