/** The steps between numbered states, kept as one long list: states are expanded in the order of their numbers. */

export class EdgeList {
  #targets = new Int32Array(1 << 12);
  #starts = new Int32Array(1 << 12);
  #count = 0;
  #sources = 0;

  get bytes(): number {
    return this.#targets.byteLength + this.#starts.byteLength;
  }

  /** How many states have been begun. */
  get sources(): number {
    return this.#sources;
  }

  /** The edges added from now on leave the next state. */
  begin(): void {
    if (this.#sources + 1 >= this.#starts.length) this.#starts = doubled(this.#starts);
    this.#sources++;
    this.#starts[this.#sources] = this.#count;
  }

  add(target: number): void {
    if (this.#count >= this.#targets.length) this.#targets = doubled(this.#targets);
    this.#targets[this.#count++] = target;
    this.#starts[this.#sources] = this.#count;
  }

  /** Where the edges of a state begin and end, for `targetAt`. */
  startOf(state: number): number {
    return this.#starts[state] ?? 0;
  }

  endOf(state: number): number {
    return this.#starts[state + 1] ?? 0;
  }

  targetAt(index: number): number {
    return this.#targets[index] ?? 0;
  }
}

function doubled(list: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}
