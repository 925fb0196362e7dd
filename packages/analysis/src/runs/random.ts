/** Chance from a seed: the same seed, the same numbers. */

/** A number from 0 (included) to `below` (excluded). */
export type Random = (below: number) => number;

/** Mulberry32, by Tommy Ettinger: 32 bits of state, good enough to pick among a few. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}
