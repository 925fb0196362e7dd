/** All ways in which one action can go: every combination of answers to its questions. */

/** Answers a question that has `ways` answers, from 0. `site` identifies the question, see `Program.sites`. */
export interface Chooser {
  choose(site: number, ways: number): number;
  /** Reports what went this way without being chosen: a timer went off in time. False if that is not allowed. */
  note(site: number, way: number): boolean;
  /** Reports that a service takes a message. */
  delivers?(service: string, message: string): void;
}

/** Room for so many questions in one step at first; it grows if a step has more. */
const roomAtFirst = 64;

/** Works like an odometer: the first way answers 0 everywhere, `next` advances the last answer that can still be advanced. */
export class ChoiceEnumerator implements Chooser {
  #answers = new Int32Array(roomAtFirst);
  #ways = new Int32Array(roomAtFirst);
  /** How many answers are fixed, and how many questions this way has asked so far. */
  #fixed = 0;
  #asked = 0;

  choose(_site: number, ways: number): number {
    if (ways <= 1) return 0;
    const index = this.#asked++;
    if (index < this.#fixed) return this.#answers[index] ?? 0;
    if (index >= this.#answers.length) {
      this.#answers = doubled(this.#answers);
      this.#ways = doubled(this.#ways);
    }
    this.#answers[index] = 0;
    this.#ways[index] = ways;
    this.#fixed++;
    return 0;
  }

  note(_site: number, _way: number): boolean {
    return true;
  }

  /** Is called before each way, with the state that the step will change. */
  about(_state: Uint8Array): void {}

  /** All answers of this way; they replay it. */
  get given(): readonly number[] {
    return [...this.#answers.subarray(0, this.#fixed)];
  }

  /** To be called before the first way of an action. */
  reset(): void {
    this.#fixed = 0;
    this.#asked = 0;
  }

  /** False after the last way. */
  next(): boolean {
    this.#asked = 0;
    while (this.#fixed > 0) {
      const last = this.#fixed - 1;
      const answer = (this.#answers[last] ?? 0) + 1;
      if (answer < (this.#ways[last] ?? 0)) {
        this.#answers[last] = answer;
        return true;
      }
      this.#fixed--;
    }
    return false;
  }
}

function doubled(list: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}

/** Repeats recorded answers. */
export class GivenChoices implements Chooser {
  readonly #answers: readonly number[];
  #asked = 0;

  constructor(answers: readonly number[]) {
    this.#answers = answers;
  }

  choose(_site: number, ways: number): number {
    if (ways <= 1) return 0;
    const answer = this.#answers[this.#asked++];
    if (answer === undefined || answer < 0 || answer >= ways)
      throw new RangeError('These choices do not fit this step');
    return answer;
  }

  note(): boolean {
    return true;
  }
}
