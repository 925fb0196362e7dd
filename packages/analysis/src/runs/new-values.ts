/**
 * The values of further keys that a step makes: a message that gets such a key from nothing before it gets a new value of it. All messages of a step get
 * the same, but for repeats of a message, each of which gets another.
 */
import { digitOf, mostValues, restrict, withDigit } from './program/tuples.ts';
import type { Making } from './program/tuples.ts';

export class NewValues {
  /** By counter of a key: the values that this step has made. */
  readonly #made = new Map<number, number[]>();
  /** By message and counter: how many of these values it has got. */
  readonly #given = new Map<string, number>();
  /** Whether a step would have needed more values than a case has. */
  areLacking = false;

  /** Begins a step. */
  begin(): void {
    if (this.#made.size === 0) return;
    this.#made.clear();
    this.#given.clear();
  }

  /** Makes a value in the state; false if it is one too many. */
  make({ slot, value }: Making, state: Uint8Array): boolean {
    if (state[slot] === value) {
      this.areLacking = true;
      return false;
    }
    state[slot] = value;
    return true;
  }

  /** What a message is passed, and a new value for each further key that it is not passed; undefined where there are none left. */
  complete(
    message: string,
    places: readonly number[],
    counters: readonly number[],
    passed: number,
    state: Uint8Array,
  ): number | undefined {
    let tuple = restrict(passed, places);
    for (const [index, place] of places.entries()) {
      if (digitOf(passed, place) > 0) continue;
      const value = this.#valueFor(message, counters[index] ?? 0, state);
      if (value === undefined) return undefined;
      tuple = withDigit(tuple, place, value);
    }
    return tuple;
  }

  #valueFor(message: string, slot: number, state: Uint8Array): number | undefined {
    const made = this.#made.get(slot) ?? [];
    const key = `${message} ${slot}`;
    const given = this.#given.get(key) ?? 0;
    this.#made.set(slot, made);
    this.#given.set(key, given + 1);
    if (given === made.length) {
      const value = (state[slot] ?? 0) + 1;
      if (value > mostValues) {
        this.areLacking = true;
        return undefined;
      }
      state[slot] = value;
      made.push(value);
    }
    return made[given];
  }
}
