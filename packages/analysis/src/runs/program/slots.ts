/** Assigns the bytes of a state and the numbers of the sites during compilation. */
import type { Site } from './program-parts.ts';

export class Slots {
  readonly #sites: Site[] = [];
  #size = 0;

  /** How many bytes have been taken. */
  get size(): number {
    return this.#size;
  }

  /** By number: what is chosen at each site. */
  get sites(): readonly Site[] {
    return this.#sites;
  }

  /** Reserves `count` bytes in a row; returns the first. */
  take(count = 1): number {
    const slot = this.#size;
    this.#size += count;
    return slot;
  }

  /** Adds a site; returns its number. */
  addSite(what: Site['what']): number {
    this.#sites.push({ what });
    return this.#sites.length - 1;
  }
}

/** The value under a key, which `make` provides the first time. */
export function made<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
