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
    if (this.#sources + 1 >= this.#starts.length) this.#starts = enlarged(this.#starts);
    this.#sources++;
    this.#starts[this.#sources] = this.#count;
  }

  /** `unsure`: the step may be taken, but nobody sees to it that it is: a message is delivered once more, or lost. */
  add(target: number, unsure: boolean): void {
    if (this.#count >= this.#targets.length) this.#targets = enlarged(this.#targets);
    this.#targets[this.#count++] = unsure ? -1 - target : target;
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
    const target = this.#targets[index] ?? 0;
    return target < 0 ? -1 - target : target;
  }

  isUnsure(index: number): boolean {
    return (this.#targets[index] ?? 0) < 0;
  }
}

/** By half: there are many more steps than states, and what stands empty is lost. */
function enlarged(list: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.ceil(list.length * 1.5));
  larger.set(list);
  return larger;
}
