/** Carries outcomes out: what an alternative sets, cancels, starts and emits, and where published messages go. */
import type { PayloadClass } from '../expressions/facts.ts';
import type { Chooser } from './choices.ts';
import { positionOf, setPosition } from './state-value.ts';
import type { Observer } from './observer.ts';
import type {
  AlternativeCode,
  EmissionCode,
  FurtherTargets,
  MessageVariant,
  OutcomeCode,
  Queue,
  Route,
  TimerSlot,
} from './program/program-parts.ts';
import type { Program } from './program/program.ts';
import { restrict } from './program/tuples.ts';
import type { Making } from './program/tuples.ts';
import { NewValues } from './new-values.ts';

/** What the messages of a trigger carry, in the order in which it names them; undefined if nothing is known about one. */
export type PayloadClasses = readonly (PayloadClass | undefined)[];

/** What a step had no room for: messages of one variant, messages in a queue, payload classes of a queue's messages. */
export type Overflow = 'messages' | 'queue' | 'payload-classes';

/** Counts and buffers hold at most this many. */
const full = 255;

export class Effects {
  readonly #program: Program;
  readonly #chooser: Chooser;
  readonly #observer: Observer | undefined;
  /** See `Stepper.covered`. */
  readonly #covered: Uint8Array;
  /** What this step has published, in order. */
  readonly published: MessageVariant[] = [];
  /** The position in `Program.lates` of a timer whose answer comes too late in this step; undefined for none. */
  late: number | undefined;
  /** Whether the choices of this step are possible. */
  isPossible = true;
  /** What had no room, in this step or an earlier one; undefined if everything had. */
  overflow: Overflow | undefined;
  /** What the messages of this step get where nothing gives them a value, see `Tuples`. */
  readonly #newValues = new NewValues();
  #from: Uint8Array = new Uint8Array(0);
  #to: Uint8Array = new Uint8Array(0);

  constructor(program: Program, chooser: Chooser, observer: Observer | undefined, covered: Uint8Array) {
    this.#program = program;
    this.#chooser = chooser;
    this.#observer = observer;
    this.#covered = covered;
  }

  /** Begins a step: conditions and values read `from`, and all effects are written to `to`. */
  begin(from: Uint8Array, to: Uint8Array): void {
    this.#from = from;
    this.#to = to;
    this.published.length = 0;
    this.late = undefined;
    this.isPossible = true;
    this.#newValues.begin();
  }

  /** Whether a step would have made a value too many of a further key: such steps are not taken. */
  get lacksValues(): boolean {
    return this.#newValues.areLacking;
  }

  /**
   * Picks an alternative: first what it sets, then what it cancels, then its timers and emissions. `tuple`: the values of further
   * keys that its messages are passed.
   */
  carryOut({ site, alternatives }: OutcomeCode, classes: PayloadClasses, tuple: number): void {
    const taken = alternatives[this.#chooser.choose(site, alternatives.length)];
    if (!taken?.allowed) {
      this.ruleOut();
      return;
    }
    if (taken.cover !== undefined) this.#covered[taken.cover] = 1;
    this.#observer?.takes(taken.alternative);
    this.#set(taken, classes);
    for (const cancel of taken.cancels) this.#cancel(cancel);
    for (const start of taken.starts) this.#start(start, classes, tuple);
    for (const emission of taken.emissions) {
      const count = this.#countOf(emission);
      for (let index = 0; index < count; index++) {
        const { further, target } = emission;
        const routes = further ? this.#withValues(emission.emission.message, further, tuple) : target;
        const route = routes && this.#chosenFrom(emission, routes, classes);
        if (route) this.publish(route);
      }
    }
  }

  /** Publishes a message: counts it, and adds it to the slots and queues of the services that take it. */
  publish({ variant, slots, queues, links }: Route): void {
    this.published.push(variant);
    this.#observer?.publishes(variant);
    const { counterSlot, tupleCounterSlot, counterMost } = variant;
    if (counterSlot !== undefined) this.#count(counterSlot, counterMost);
    if (tupleCounterSlot !== undefined) this.#count(tupleCounterSlot, counterMost);
    for (const slot of slots) this.add(slot, 1);
    for (const queue of queues) this.#push(queue, queue.variants.indexOf(variant));
    for (const link of links) this.#to[link] = 1;
  }

  /** Makes values of further keys. */
  make(makes: readonly Making[]): void {
    for (const making of makes) if (!this.#newValues.make(making, this.#to)) this.ruleOut();
  }

  /** Adds to a count, which stops at the largest value of a byte. */
  add(slot: number, count: number): void {
    const sum = (this.#to[slot] ?? 0) + count;
    if (sum > full) this.overflow = 'messages';
    this.#to[slot] = Math.min(sum, full);
  }

  /** Takes the head of a queue; returns its position among the queue's variants. */
  shift({ slot, capacity }: Queue): number {
    const head = this.#to[slot] ?? 0;
    this.#to.copyWithin(slot, slot + 1, slot + capacity);
    this.#to[slot + capacity - 1] = 0;
    return head - 1;
  }

  /** Reports that something went this way at a site without being chosen there. */
  note(site: number, way: number): void {
    if (!this.#chooser.note(site, way)) this.ruleOut();
  }

  /** Marks the choices of this step as impossible. */
  ruleOut(): void {
    this.isPossible = false;
  }

  /** The time for an answer is over. `late` is its position in `Program.lates`. */
  expire(late: number): void {
    const slot = this.#program.lates[late]?.slot;
    if (slot !== undefined) this.#to[slot] = 1;
  }

  /** An answer has come; it is late if its time was over, unless that does not matter. `late` is its position in `Program.lates`. */
  answer(late: number, matters = true): void {
    const slot = this.#program.lates[late]?.slot;
    if (slot === undefined) return;
    // As it was before the step: another reaction to the same delivery may have restarted the timer.
    if (matters && this.#from[slot]) this.late = late;
    this.#to[slot] = 0;
  }

  #set({ sets }: AlternativeCode, classes: PayloadClasses): void {
    for (const { variable, value, site, open } of sets) {
      const position = positionOf(variable, value(this.#from, classes));
      setPosition(this.#to, variable, position ?? open[this.#chooser.choose(site, open.length)] ?? 0);
    }
  }

  #cancel({ timers, isAnswer }: AlternativeCode['cancels'][number]): void {
    const [first] = timers;
    if (!first) return;
    const { site, late, message } = first;
    if (timers.some(({ slot }) => this.#to[slot])) this.note(site, 0);
    for (const { slot } of timers) this.#to[slot] = 0;
    if (late !== undefined) this.answer(late, isAnswer);
    this.#observer?.cancels(message);
  }

  #start(start: EmissionCode<readonly TimerSlot[]>, classes: PayloadClasses, tuple: number): void {
    const count = this.#countOf(start);
    const { further } = start;
    const timers = (further ? further.byTuple.get(restrict(tuple, further.places)) : undefined) ?? start.target;
    const [first] = timers;
    if (count === 0 || !first) return;
    for (let index = 0; index < count; index++) {
      const timer = this.#chosenFrom(start, timers, classes);
      if (timer) this.add(timer.slot, 1);
      this.#observer?.starts(first.message);
    }
    const lateSlot = first.late === undefined ? undefined : this.#program.lates[first.late]?.slot;
    if (lateSlot !== undefined) this.#to[lateSlot] = 0;
  }

  /** The target for the payload class that is emitted: one of those that fit. */
  #chosenFrom<T>(
    { classSite, fitting, fittingSites }: EmissionCode<unknown>,
    target: readonly T[],
    classes: PayloadClasses,
  ) {
    if (!fitting || target.length < 2) return target[this.#chooser.choose(classSite, target.length)];
    const fit = fitting.of(this.#from, classes);
    const site = fittingSites[fit.length - 2] ?? classSite;
    return target[fit[this.#chooser.choose(site, fit.length)] ?? 0];
  }

  #countOf({ least, ways, site }: EmissionCode<unknown>): number {
    return least + this.#chooser.choose(site, ways);
  }

  #count(slot: number, most: number): void {
    const count = this.#to[slot] ?? 0;
    if (count < most) this.#to[slot] = count + 1;
  }

  /** The target for the values of its further keys: those that it is passed, and new ones. */
  #withValues<T>(message: string, { places, counters, byTuple }: FurtherTargets<T>, passed: number): T | undefined {
    const tuple = this.#newValues.complete(message, places, counters, passed, this.#to);
    if (tuple === undefined) this.ruleOut();
    return tuple === undefined ? undefined : byTuple.get(tuple);
  }

  #push({ slot, capacity }: Queue, position: number): void {
    if (position >= full) {
      this.overflow = 'payload-classes';
      return;
    }
    for (let index = slot; index < slot + capacity; index++) {
      if (this.#to[index]) continue;
      this.#to[index] = position + 1;
      return;
    }
    this.overflow = 'queue';
  }
}
