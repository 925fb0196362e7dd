/** How a state variable is stored in the bytes of a state: as the position of its value among all of its values. */
import type { Known } from '../expressions/value.ts';

/** The place of a state variable of one case: the bytes from `slot` on. */
export interface StateSlot {
  readonly participant: string;
  readonly name: string;
  readonly case: number;
  /** The instance within the case, see `Tuples`. */
  readonly scope: number;
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

/** Where a value that is set stands among those of the state. Numbers stop at their bounds; of what is missing comes false, or the least number. Undefined where anything can come of it. */
export function positionOf({ values }: Pick<StateSlot, 'values'>, value: Known): number | undefined {
  const [first] = values;
  if (value === undefined) return undefined;
  if (value === null) {
    const at = first === false || typeof first === 'number' ? 0 : values.indexOf(null);
    return at < 0 ? undefined : at;
  }
  if (typeof value === 'number' && typeof first === 'number') {
    const last = values.length - 1;
    return Math.max(0, Math.min(last, Math.trunc(value) - first));
  }
  return Math.max(0, values.indexOf(value));
}
