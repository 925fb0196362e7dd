/** What reactions remember between messages: what a join keeps, takes and gives up, and how often `at most` lets one fire. */
import type { Chooser } from './choices.ts';
import type { PayloadClasses, Effects } from './effects.ts';
import type { Observer } from './observer.ts';
import type { MessageVariant, ReactionCode } from './program/program-parts.ts';
import { merge } from './program/tuples.ts';

export class JoinsAndLimits {
  readonly #chooser: Chooser;
  readonly #effects: Effects;
  readonly #observer: Observer | undefined;
  /** The values of further keys that the messages carry that were joined last. */
  joined = 0;

  constructor(chooser: Chooser, effects: Effects, observer: Observer | undefined) {
    this.#chooser = chooser;
    this.#effects = effects;
    this.#observer = observer;
  }

  /**
   * Keeps a message that arrives at a join. If there is one of each, takes them out of `to`, the state that is written, and
   * returns what they carry; undefined while some are missing.
   */
  join(code: ReactionCode, position: number, variant: MessageVariant, to: Uint8Array): PayloadClasses | undefined {
    const { slots = [], offsets } = code.buffers[position] ?? {};
    const classes = offsets ? slots.length / offsets.size : slots.length;
    const first = offsets?.get(variant.tuple) ?? 0;
    this.#effects.add(slots[classes > 1 ? first + variant.classIndex : first] ?? 0, 1);
    const late = code.within?.lates[position];
    if (late !== undefined) this.#effects.answer(late);
    for (const buffer of code.buffers) {
      if (!holdsAny(buffer.slots, to)) {
        this.#observer?.collects(code.reaction);
        return undefined;
      }
    }
    if (code.within) this.#effects.note(code.within.site, 0);
    this.joined = 0;
    return code.buffers.map(buffer => {
      const held = buffer.slots.filter(one => to[one]);
      const taken = held[this.#chooser.choose(code.guardSite + 1, held.length)] ?? 0;
      to[taken] = (to[taken] ?? 0) - 1;
      const at = buffer.slots.indexOf(taken);
      if (buffer.offsets) this.joined = merge(this.joined, tupleAt(buffer.offsets, at));
      return buffer.payloadClasses[at];
    });
  }

  /** A join gives up: drops what it holds, and carries out `within … else`. */
  giveUp(code: ReactionCode, from: Uint8Array, to: Uint8Array): void {
    const { within } = code;
    if (!within) return;
    this.#effects.note(within.site, 1);
    const consumed = code.buffers.flatMap(({ slots, message }, position) => {
      const held = slots.reduce((sum, slot) => sum + (from[slot] ?? 0), 0);
      for (const slot of slots) to[slot] = 0;
      const late = within.lates[position];
      if (held === 0 && late !== undefined) this.#effects.expire(late);
      return Array.from({ length: held }, () => message);
    });
    this.#observer?.fires(code.reaction.id, 'give-up', consumed);
    this.#effects.carryOut(within.outcome, [], code.scope);
  }

  /** Counts a firing under `at most`; false where the reaction has fired as often as it may. */
  count({ slot, times }: NonNullable<ReactionCode['limit']>, from: Uint8Array): boolean {
    if ((from[slot] ?? 0) >= times) return false;
    // `add` stops at 255. If the byte wrapped around to 0, the limit would start again.
    this.#effects.add(slot, 1);
    return true;
  }
}

/** Of the tuples of a buffer, the one to whose slots a position belongs. */
function tupleAt(offsets: ReadonlyMap<number, number>, at: number): number {
  let last = 0;
  for (const [tuple, first] of offsets) if (first <= at) last = tuple;
  return last;
}

/** Whether any of the slots holds something in a state. */
export function holdsAny(slots: readonly number[], state: Uint8Array): boolean {
  for (const slot of slots) if (state[slot]) return true;
  return false;
}
