/** Injectable random numbers: the same seed gives the same run. */

export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** A UUID. */
  id(): string;
}

export const systemRandom: Random = { next: () => Math.random(), id: () => crypto.randomUUID() };

/** The generator "mulberry32": 32 bits of state, good enough to shuffle deliveries. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (digits: number): string =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return { next, id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}` };
}
