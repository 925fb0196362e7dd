/** Where the bytes of a state tell how one of its cases has ended. */
import { stateText } from '../../expressions/value.ts';
import type { Program } from '../../runs/program/program.ts';
import type { Buffer, Counter, Queue } from '../../runs/program/program-parts.ts';
import type { Tuples } from '../../runs/program/tuples.ts';
import type { StateSlot } from '../../runs/state-value.ts';
import { positionIn } from '../../runs/state-value.ts';
import { exitCounters, mostCounted, newWaiting } from '../../runs/snapshot.ts';
import { made } from '../../runs/program/slots.ts';
import type { Waiting } from '../../runs/run.ts';
import type { End } from './ends.ts';

export class EndPlaces {
  readonly #exits: readonly Counter[];
  readonly #tuples: Tuples;
  readonly #variables: readonly StateSlot[];
  readonly #buffers: readonly Buffer[];
  readonly #deliveries: readonly Delivery[];

  constructor(program: Program, index: number) {
    this.#exits = exitCounters(program, index);
    this.#tuples = program.tuples;
    this.#variables = program.variables.filter(variable => variable.case === index);
    this.#buffers = program.joins.filter(({ reaction }) => reaction.case === index);
    this.#deliveries = deliveriesIn(program, index);
  }

  /** The same for states that are the same end, in whichever case: a character for each number. */
  keyOf(state: Uint8Array): string {
    let key = '';
    for (const { slot } of this.#exits) key += String.fromCharCode(Math.min(mostCounted, state[slot] ?? 0));
    for (const variable of this.#variables) key += String.fromCharCode(positionIn(state, variable));
    for (const { slots } of this.#buffers) {
      let held = 0;
      for (const slot of slots) held += state[slot] ?? 0;
      key += String.fromCharCode(held);
    }
    for (const { countIn } of this.#deliveries) key += String.fromCharCode(countIn(state));
    return key;
  }

  /** The beginning of a key that is the same for ends with the same exits. */
  exitKeyOf(key: string): string {
    return key.slice(0, this.#exits.length);
  }

  exitsOf(key: string): readonly string[] {
    return this.#exits.flatMap(({ message }, at) => Array.from({ length: key.charCodeAt(at) }, () => message)).sort();
  }

  /** The variables that are not as they began in one of these ends. */
  changedIn(keys: Iterable<string>): ReadonlySet<StateSlot> {
    const left = new Map(this.#variables.map((variable, at) => [variable, this.#exits.length + at]));
    const changed = new Set<StateSlot>();
    for (const key of keys) {
      for (const [variable, at] of left) {
        if (key.charCodeAt(at) === variable.initial) continue;
        changed.add(variable);
        left.delete(variable);
      }
    }
    return changed;
  }

  endOf(key: string, shown: ReadonlySet<StateSlot>): Omit<End, 'path'> {
    const states = this.#variables.flatMap((variable, index) => {
      const { participant, values } = variable;
      const state = this.#tuples.nameOf(variable);
      const value = stateText(values[key.charCodeAt(this.#exits.length + index)]);
      return shown.has(variable) ? [{ participant, state, value }] : [];
    });
    const waiting = new Map<string, Waiting & { readonly messages: string[] }>();
    this.#buffers.forEach(({ reaction, message }, index) => {
      const count = key.charCodeAt(this.#exits.length + this.#variables.length + index);
      if (count === 0) return;
      made(waiting, ...newWaiting(reaction, this.#tuples)).messages.push(
        ...Array.from({ length: count }, () => message),
      );
    });
    const first = this.#exits.length + this.#variables.length + this.#buffers.length;
    const refused = this.#deliveries.flatMap(({ participant, message }, index) => {
      const count = key.charCodeAt(first + index);
      return count > 0 ? [{ participant, message, count }] : [];
    });
    return {
      exits: this.exitsOf(key),
      states,
      waiting: [...waiting.values()],
      refused,
    };
  }
}

/** A message that can be left on its way to a service. */
interface Delivery {
  readonly participant: string;
  readonly message: string;
  countIn(state: Uint8Array): number;
}

function deliveriesIn({ actions, queues, retriedSlots }: Program, index: number): readonly Delivery[] {
  const slots = new Map<string, { readonly participant: string; readonly message: string; readonly slots: number[] }>();
  for (const action of actions) {
    if (action.kind !== 'deliver' || action.case !== index || !retriedSlots.has(action.slot)) continue;
    const { participant, slot } = action;
    const { message } = action.message;
    const known = slots.get(`${participant} ${message}`) ?? { participant, message, slots: [] };
    known.slots.push(slot);
    slots.set(`${participant} ${message}`, known);
  }
  const single = [...slots.values()].map((one): Delivery => ({
    ...one,
    countIn: state => one.slots.reduce((sum, slot) => sum + (state[slot] ?? 0), 0),
  }));
  const queued = queues
    .filter(queue => queue.case === index && retriedSlots.has(queue.slot))
    .flatMap(queue =>
      [...new Set(queue.variants.map(({ message }) => message))].map(message => queuedIn(queue, message)),
    );
  return [...single, ...queued];
}

function queuedIn({ to, slot, capacity, variants }: Queue, message: string): Delivery {
  return {
    participant: to,
    message,
    countIn(state) {
      let count = 0;
      for (let at = slot; at < slot + capacity && state[at]; at++) {
        if (variants[(state[at] ?? 0) - 1]?.message === message) count++;
      }
      return count;
    },
  };
}
