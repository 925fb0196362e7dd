/** A set of states, each kept once and numbered in the order of coming: bytes in pages, found through a hash table. */

const pageBits = 14;
const pageStates = 1 << pageBits;
/** An entry of the table: the number of a state, from 1, and above it some bits of its hash, to tell most others apart at once. */
const numberBits = 26;
const numberMask = (1 << numberBits) - 1;
const tagMask = ~numberMask;

export class StateStore {
  readonly #words: number;
  readonly #pages: Int32Array[] = [];
  /** The same memory as bytes. */
  readonly #bytes: Uint8Array[] = [];
  #table = new Int32Array(1 << 12);
  #count = 0;
  #parents = new Int32Array(1 << 12);

  /** `size`: bytes of a state, a multiple of four. */
  constructor(size: number) {
    this.#words = size >> 2;
  }

  get count(): number {
    return this.#count;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.#pages.length * pageStates * this.#words * 4 + this.#table.byteLength + this.#parents.byteLength;
  }

  /**
   * The number of a state. A new state is kept, together with its predecessor: `-1 - n` means a new state with the number `n`.
   * `words` is a view of the state's bytes.
   */
  add(words: Int32Array, parent: number): number {
    const mask = this.#table.length - 1;
    const hash = hashOf(words, 0, this.#words);
    const tag = hash & tagMask;
    let place = (hash >>> 7) & mask;
    for (;;) {
      const entry = this.#table[place] ?? 0;
      if (entry === 0) break;
      if ((entry & tagMask) === tag) {
        const known = (entry & numberMask) - 1;
        if (this.#isSame(known, words)) return known;
      }
      place = (place + 1) & mask;
    }
    const number = this.#count++;
    this.#table[place] = tag | (number + 1);
    this.#keep(number, words, parent);
    if (this.#count * 3 > this.#table.length * 2) this.#grow();
    return -1 - number;
  }

  /** Copies a state into `bytes`. */
  read(number: number, words: Int32Array): void {
    const page = this.#pages[number >> pageBits];
    if (!page) return;
    const start = (number & (pageStates - 1)) * this.#words;
    for (let index = 0; index < this.#words; index++) words[index] = page[start + index] ?? 0;
  }

  /** How a state lies to one that is kept: the same or more wherever that may be, the same elsewhere. */
  compare(
    number: number,
    state: Uint8Array,
    { grows, ignored }: { readonly grows: Uint8Array; readonly ignored: Uint8Array },
  ): 'equal' | 'exceeds' | 'other' {
    const page = this.#bytes[number >> pageBits];
    if (!page) return 'other';
    const start = (number & (pageStates - 1)) * this.#words * 4;
    let exceeds = false;
    for (let slot = 0; slot < state.length; slot++) {
      const [kept, own] = [page[start + slot] ?? 0, state[slot] ?? 0];
      if (kept === own || ignored[slot]) continue;
      if (own < kept || !grows[slot]) return 'other';
      exceeds = true;
    }
    return exceeds ? 'exceeds' : 'equal';
  }

  parentOf(number: number): number {
    return this.#parents[number] ?? -1;
  }

  #isSame(number: number, words: Int32Array): boolean {
    const page = this.#pages[number >> pageBits];
    if (!page) return false;
    const start = (number & (pageStates - 1)) * this.#words;
    for (let index = 0; index < this.#words; index++) if (page[start + index] !== words[index]) return false;
    return true;
  }

  #keep(number: number, words: Int32Array, parent: number): void {
    let page = this.#pages[number >> pageBits];
    if (!page) {
      page = new Int32Array(pageStates * this.#words);
      this.#pages.push(page);
      this.#bytes.push(new Uint8Array(page.buffer));
    }
    page.set(words, (number & (pageStates - 1)) * this.#words);
    if (number >= this.#parents.length) {
      const parents = new Int32Array(this.#parents.length * 2);
      parents.set(this.#parents);
      this.#parents = parents;
    }
    this.#parents[number] = parent;
  }

  #grow(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    const mask = this.#table.length - 1;
    for (let number = 0; number < this.#count; number++) {
      const page = this.#pages[number >> pageBits];
      if (!page) continue;
      const start = (number & (pageStates - 1)) * this.#words;
      const hash = hashOf(page, start, start + this.#words);
      let place = (hash >>> 7) & mask;
      while (this.#table[place]) place = (place + 1) & mask;
      this.#table[place] = (hash & tagMask) | (number + 1);
    }
  }
}

function hashOf(words: Int32Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) {
    hash = Math.imul(hash ^ (words[index] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca6b) ^ (hash >>> 13);
}
