/** A state variable in the bytes of a state: the position of its value among those that it can have. */
import type { Known } from '../expressions/value.ts';

/** Where the value of a state variable is kept in one case: from `slot` on. */
export interface StateSlot {
  readonly participant: string;
  readonly name: string;
  readonly case: number;
  readonly slot: number;
  readonly values: readonly Known[];
  /** The position at which a run begins. */
  readonly initial: number;
}

/** One byte distinguishes this many values; more need two bytes. */
const inOneByte = 256;

export function bytesFor(values: readonly Known[]): number {
  return values.length > inOneByte ? 2 : 1;
}

export function positionIn(state: Uint8Array, { slot, values }: StateSlot): number {
  const low = state[slot] ?? 0;
  return values.length > inOneByte ? low + 256 * (state[slot + 1] ?? 0) : low;
}

export function setPosition(state: Uint8Array, { slot, values }: StateSlot, position: number): void {
  state[slot] = position & 0xff;
  if (values.length > inOneByte) state[slot + 1] = position >> 8;
}
