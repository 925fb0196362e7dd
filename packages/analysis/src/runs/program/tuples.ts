/**
 * Which values of the further keys a message carries, as one number: a tuple. It has a digit for each further key, to base 3: the
 * first value or the second one of a case, or 0 where the message does not carry the key. Without further keys all is 0.
 */
import type { Choreography } from '@choreo/model';
import { furtherKeysOf } from '../../graph/further-keys.ts';
import type { FurtherKeys } from '../../graph/further-keys.ts';
import type { StateSlot } from '../state-value.ts';
import type { Slots } from './slots.ts';

/** One case has so many values of a further key. */
export const mostValues = 2;
const base = mostValues + 1;

/** A value that a step makes: the byte that counts those of the case, and which of them it is, from 1. */
export interface Making {
  readonly slot: number;
  readonly value: number;
}

/** Whether the value is the next one, or stands for one too many. */
export function isNext({ slot, value }: Making, state: Uint8Array): boolean {
  const made = state[slot] ?? 0;
  return made === value - 1 || (value === mostValues && made === mostValues);
}

export class Tuples {
  readonly #keys: FurtherKeys;
  /** By case, then by key: the byte that counts the values that there are. */
  readonly #counters: readonly (readonly number[])[];

  constructor(choreography: Choreography, cases: number, slots: Slots) {
    this.#keys = furtherKeysOf(choreography);
    this.#counters = Array.from({ length: cases }, () => this.#keys.names.map(() => slots.take()));
  }

  /** The further keys that the tuples distinguish. */
  get keys(): readonly string[] {
    return this.#keys.names;
  }

  /** Those that a message can carry, all complete. */
  of(message: string): readonly number[] {
    return this.at(this.placesOf(message));
  }

  /** The further keys of a message, as places of digits. */
  placesOf(message: string): readonly number[] {
    return this.#places(this.#keys.of(message));
  }

  /** Of the further keys that all of several messages carry. */
  sharedPlaces(messages: readonly string[]): readonly number[] {
    return this.#places(this.#keys.sharedBy(messages));
  }

  /** All values that there can be at these places. */
  at(places: readonly number[]): readonly number[] {
    return places.reduce<readonly number[]>(
      (tuples, place) =>
        Array.from({ length: mostValues }, (_, value) =>
          tuples.map(tuple => withDigit(tuple, place, value + 1)),
        ).flat(),
      [0],
    );
  }

  /** By which a service distinguishes its instances within a case. */
  placesKeptBy(participant: string): readonly number[] {
    return this.#places(this.#keys.keptBy(participant));
  }

  /** The instances of a service in one case. */
  scopesOf(participant: string): readonly number[] {
    return this.at(this.placesKeptBy(participant));
  }

  placeOf(key: string): readonly number[] {
    return this.#places([key]);
  }

  /** Counts the values of a key in one case. */
  counterOf(index: number, place: number): number {
    return this.#counters[index]?.[place] ?? 0;
  }

  /** What is made where a message gets values from nothing before it: those at these places of its tuple. */
  makingsOf(index: number, tuple: number, places: readonly number[]): readonly Making[] {
    return places.map(place => ({ slot: this.counterOf(index, place), value: digitOf(tuple, place) }));
  }

  /** Whether all values of a tuple are there. The first of each is taken to be. */
  isThere(tuple: number, index: number, state: Uint8Array): boolean {
    return this.#keys.names.every((_, place) => {
      const value = digitOf(tuple, place);
      return value <= 1 || value <= (state[this.counterOf(index, place)] ?? 0);
    });
  }

  /** Each key with the value, from 1. */
  valuesOf(tuple: number): readonly { readonly key: string; readonly value: number }[] {
    return this.#keys.names.flatMap((key, place) => {
      const value = digitOf(tuple, place);
      return value > 0 ? [{ key, value }] : [];
    });
  }

  /** `attempts (jobId 1)` where a case has one for each value of a further key. */
  nameOf({ name, scope }: StateSlot): string {
    return scope > 0 ? `${name} (${this.textsOf(scope).join(', ')})` : name;
  }

  /** `jobId 1`, one for each value. */
  textsOf(tuple: number): readonly string[] {
    return this.valuesOf(tuple).map(({ key, value }) => `${key} ${value}`);
  }

  #places(names: readonly string[]): readonly number[] {
    return this.#keys.names.flatMap((name, place) => (names.includes(name) ? [place] : []));
  }
}

export function digitOf(tuple: number, place: number): number {
  return Math.floor(tuple / base ** place) % base;
}

/** `tuple` has no value at that place. */
export function withDigit(tuple: number, place: number, value: number): number {
  return tuple + value * base ** place;
}

/** What is left of a tuple at some places. */
export function restrict(tuple: number, places: readonly number[]): number {
  return places.reduce((rest, place) => withDigit(rest, place, digitOf(tuple, place)), 0);
}

/** The values of the first, and those of the second that the first lacks. */
export function merge(first: number, second: number): number {
  if (first === 0 || second === 0) return first + second;
  let merged = first;
  for (let place = 0; base ** place <= second; place++) {
    if (digitOf(first, place) === 0) merged = withDigit(merged, place, digitOf(second, place));
  }
  return merged;
}
