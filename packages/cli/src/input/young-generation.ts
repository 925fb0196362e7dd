/** Keeps the memory of large checks small: V8 gives new objects more room than helps, since nearly all of them stay. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Of each half of the space of new objects. Less costs time; more takes memory, and saves no time. */
const semiSpaceBytes = 16 * 2 ** 20;

/**
 * Lets the space of new objects grow to its final size, and no further. Takes some milliseconds. `--max-semi-space-size`
 * does the same, but only on Node's own command line, which whoever starts us writes.
 */
export function settleYoungGeneration(): void {
  setGrowth(Math.max(1, Math.floor(semiSpaceBytes / capacity())));
  // It grows when more has survived than it could hold.
  const survivors: object[] = [];
  for (let round = 0; round < 64 && capacity() < semiSpaceBytes; round++) {
    for (let count = 0; count < 10_000; count++) survivors.push({ round, count });
  }
  setGrowth(1);
}

function capacity(): number {
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  return Math.max(2 ** 20, (space?.space_size ?? 0) / 2);
}

function setGrowth(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}
