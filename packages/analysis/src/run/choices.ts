/** All ways in which one action can go: the questions that it asks, answered one after the other in every combination. */

/** Answers a question that has `ways` answers, from 0. `site` tells which question it is, see `Program.sites`. */
export interface Chooser {
  choose(site: number, ways: number): number;
  /** Something that was not chosen went this way: a timer went off in time. False where that must not be. */
  note(site: number, way: number): boolean;
}

/** An odometer: the first run through answers 0 everywhere, `next` turns the last answer that can still be turned. */
export class Choices implements Chooser {
  readonly answers: number[] = [];
  readonly #ways: number[] = [];
  #asked = 0;

  choose(_site: number, ways: number): number {
    if (ways <= 1) return 0;
    const index = this.#asked++;
    if (index === this.answers.length) {
      this.answers.push(0);
      this.#ways.push(ways);
    }
    return this.answers[index] ?? 0;
  }

  note(_site: number, _way: number): boolean {
    return true;
  }

  /** Before each way: the state that the step will change. */
  about(_state: Uint8Array): void {}

  /** All answers of this way: what replays it. */
  get given(): readonly number[] {
    return this.answers;
  }

  /** Before the first way of an action. */
  reset(): void {
    this.answers.length = 0;
    this.#ways.length = 0;
    this.#asked = 0;
  }

  /** False when all ways have been gone. */
  next(): boolean {
    this.#asked = 0;
    while (this.answers.length > 0) {
      const last = this.answers.length - 1;
      const answer = (this.answers[last] ?? 0) + 1;
      if (answer < (this.#ways[last] ?? 0)) {
        this.answers[last] = answer;
        return true;
      }
      this.answers.pop();
      this.#ways.pop();
    }
    return false;
  }
}

/** Answers as they were given before. */
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
