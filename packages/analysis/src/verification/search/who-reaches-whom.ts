/** Which messages cause which, and which services they reach: what the reduction of orders rests on. */
import type { Choreography } from '@choreo/model';
import { retryOutcomesOf } from '../../runs/program/refusals.ts';
import type { Action } from '../../runs/program/action.ts';
import type { AlternativeCode, EntrySlot, ReactionCode } from '../../runs/program/program-parts.ts';
import type { Program } from '../../runs/program/program.ts';
import { isWaiting } from '../../runs/waiting-entries.ts';
import { listenersOf } from './listeners.ts';
import type { Remaining } from './remaining-effects.ts';

/** Whether a service is in a set of bits, by its number in `WhoReachesWhom.services`. */
export function hasService(set: Uint32Array, service: number): boolean {
  return ((set[service >>> 5] ?? 0) & (1 << (service & 31))) !== 0;
}

/** Something that can be pending. Messages and services are numbered. */
interface Pending {
  readonly slots: readonly number[];
  readonly service: number;
  /** Messages that the service takes then. */
  readonly takes: readonly number[];
  /** Messages that are published with it anyway, timers that it starts included. */
  readonly publishes: readonly number[];
  /** It comes only once something that it answers has happened. */
  readonly answer?: EntrySlot;
}

/** On taking a message, a service can publish another, at once or by a timer. */
interface Cause {
  readonly service: number;
  readonly taken: number;
  readonly caused: number;
  readonly code: number;
  readonly alternative: AlternativeCode;
}

export class WhoReachesWhom {
  readonly services: readonly string[];
  /** Every reaction that a message can be delivered to. */
  readonly codes: readonly ReactionCode[];
  /** By what is pending: whose step it is, as a position in `services`. */
  readonly serviceOf: readonly number[];
  /** How many numbers of 32 bits a set of services has. */
  readonly words: number;
  readonly #messages = new Map<string, number>();
  readonly #pending: readonly Pending[];
  readonly #causes: readonly Cause[];
  /** By message: the causes that publish it. */
  readonly #causesOf: readonly (readonly number[])[];
  /** By `service * messages + message`: the causes that begin with its being taken there. */
  readonly #causesFrom: ReadonlyMap<number, readonly number[]>;
  /** By a message that comes from outside: the messages that it answers. */
  readonly #answeredBy = new Map<number, readonly number[]>();
  /** By service: the messages that what it sends of itself answers. */
  readonly #awaited = new Map<string, readonly number[]>();

  constructor({ actions, choreography }: Program) {
    const participants = [...choreography.participants.map(({ name }) => name), ...actions.map(one => one.participant)];
    this.services = [...new Set(participants)];
    this.words = Math.ceil(this.services.length / 32);
    this.codes = [...new Set(actions.flatMap(action => listenersOf(action).map(({ reaction }) => reaction)))];
    this.#causes = this.codes.flatMap((code, index) => this.#causesIn(code, index));
    const takers = new Map<string, Set<string>>();
    for (const { participant, reaction } of this.codes) {
      for (const { message } of reaction.trigger.messages) {
        takers.set(message, (takers.get(message) ?? new Set()).add(participant));
      }
    }
    this.#pending = actions.flatMap(action => this.#pendingOf(action, takers));
    this.serviceOf = this.#pending.map(({ service }) => service);
    this.#noteAnswers(actions, choreography);
    this.#causesOf = this.#grouped(({ caused }) => caused, this.#messages.size);
    const from = new Map<number, number[]>();
    this.#causes.forEach((cause, index) => {
      const key = cause.service * this.#messages.size + cause.taken;
      from.set(key, [...(from.get(key) ?? []), index]);
    });
    this.#causesFrom = from;
  }

  /** How many things can be pending. */
  get size(): number {
    return this.#pending.length;
  }

  isPending(index: number, state: Uint8Array): boolean {
    const pending = this.#pending[index];
    if (!pending?.slots.some(slot => state[slot])) return false;
    return !pending.answer || !isWaiting(pending.answer, state);
  }

  /**
   * For each thing that can be pending, `words` numbers: the set of services that it can lead to a delivery at, other than
   * through themselves, with only those effects that are left to the reactions; by their place in `codes`.
   */
  reachedBy(remaining: readonly Remaining[]): Uint32Array {
    const { words } = this;
    const isLeft = this.#causes.map(({ code, alternative }) => remaining[code]?.alternatives.includes(alternative));
    const reached = this.#reachedByMessage(remaining, isLeft);
    const sets = new Uint32Array(this.#pending.length * words);
    this.#pending.forEach(({ service, takes, publishes }, index) => {
      const first = index * words;
      const add = (message: number): void => {
        for (let word = 0; word < words; word++)
          sets[first + word] = (sets[first + word] ?? 0) | (reached[message * words + word] ?? 0);
      };
      for (const message of publishes) add(message);
      for (const message of takes) {
        for (const cause of this.#causesFrom.get(service * this.#messages.size + message) ?? []) {
          if (isLeft[cause]) add(this.#causes[cause]?.caused ?? 0);
        }
      }
      const own = first + (service >>> 5);
      if (service >= 0) sets[own] = (sets[own] ?? 0) & ~(1 << (service & 31));
    });
    return sets;
  }

  /** By message: the services that it can lead to a delivery at before they act themselves. */
  #reachedByMessage(remaining: readonly Remaining[], isLeft: readonly (boolean | undefined)[]): Uint32Array {
    const reached = new Uint32Array(this.#messages.size * this.words);
    const taken: number[][] = this.services.map(() => []);
    this.codes.forEach(({ participant, reaction }, index) => {
      if (remaining[index]?.isOver) return;
      const own = taken[this.services.indexOf(participant)];
      for (const { message } of reaction.trigger.messages) own?.push(this.#numberOf(message));
    });
    this.services.forEach((service, index) => taken[index]?.push(...(this.#awaited.get(service) ?? [])));
    taken.forEach((own, service) => {
      const [word, bit] = [service >>> 5, 1 << (service & 31)];
      const open: number[] = [];
      const reach = (message: number): void => {
        const at = message * this.words + word;
        if ((reached[at] ?? 0) & bit) return;
        reached[at] = (reached[at] ?? 0) | bit;
        open.push(message);
      };
      for (const message of own) reach(message);
      for (let message = open.pop(); message !== undefined; message = open.pop()) {
        for (const index of this.#causesOf[message] ?? []) {
          const cause = this.#causes[index];
          if (cause && isLeft[index] && cause.service !== service) reach(cause.taken);
        }
        for (const answered of this.#answeredBy.get(message) ?? []) reach(answered);
      }
    });
    return reached;
  }

  /** An answer waits for nothing but what it answers, so that this leads to its delivery, or to its being sent. */
  #noteAnswers(actions: readonly Action[], { participants }: Choreography): void {
    for (const { after, message } of participants.flatMap(({ emits }) => emits)) {
      if (!after) continue;
      const answered = after.map(ref => this.#numberOf(ref.message));
      const entry = this.#numberOf(message);
      this.#answeredBy.set(entry, [...(this.#answeredBy.get(entry) ?? []), ...answered]);
      for (const action of actions) {
        if (action.kind !== 'enter' || !action.isSentOnly || action.entry.name !== message || !action.entry.after)
          continue;
        this.#awaited.set(action.participant, [...(this.#awaited.get(action.participant) ?? []), ...answered]);
      }
    }
  }

  #grouped(keyOf: (cause: Cause) => number, size: number): readonly (readonly number[])[] {
    const groups: number[][] = Array.from({ length: size }, () => []);
    this.#causes.forEach((cause, index) => groups[keyOf(cause)]?.push(index));
    return groups;
  }

  #numberOf(message: string): number {
    const known = this.#messages.get(message);
    if (known !== undefined) return known;
    this.#messages.set(message, this.#messages.size);
    return this.#messages.size - 1;
  }

  #causesIn(from: ReactionCode, code: number): readonly Cause[] {
    const { participant, reaction, body, limit, within } = from;
    const service = this.services.indexOf(participant);
    const outcomes = [
      ...body.branches.map(({ outcome }) => outcome),
      ...(limit ? [limit.outcome] : []),
      ...(within ? [within.outcome] : []),
      ...retryOutcomesOf(from),
    ];
    const taken = [...new Set(reaction.trigger.messages.map(({ message }) => this.#numberOf(message)))];
    return outcomes
      .flatMap(({ alternatives }) => alternatives)
      .flatMap(alternative =>
        this.#publishedIn(alternative).flatMap(caused =>
          taken.map((message): Cause => ({ service, taken: message, caused, code, alternative })),
        ),
      );
  }

  /** At once, or by a timer. */
  #publishedIn({ emissions, starts }: AlternativeCode): readonly number[] {
    const all = [...emissions, ...starts].map(({ emission }) => this.#numberOf(emission.message));
    return [...new Set(all)];
  }

  #pendingOf(action: Action, takers: ReadonlyMap<string, ReadonlySet<string>>): readonly Pending[] {
    const service = this.services.indexOf(action.participant);
    const taking = (slots: readonly number[], messages: readonly string[], at = service): Pending => {
      const takes = [...new Set(messages.map(message => this.#numberOf(message)))];
      return { slots, service: at, takes, publishes: [] };
    };
    const publishing = (slots: readonly number[], alternatives: readonly AlternativeCode[]): Pending => {
      const publishes = alternatives.flatMap(alternative => this.#publishedIn(alternative));
      return { slots, service, takes: [], publishes };
    };
    switch (action.kind) {
      case 'deliver':
        return [taking([action.slot], [action.message.message])];
      case 'deliver-next': {
        const messages = action.queue.variants.map(({ message }) => message);
        return [taking([action.queue.slot], messages)];
      }
      case 'enter':
        if (action.isSentOnly) {
          const publishes = [this.#numberOf(action.entry.name)];
          return [{ slots: [action.entry.slot], service, takes: [], publishes, ...answer(action.entry) }];
        }
        // It is as good as there already for each that takes it.
        return [...(takers.get(action.entry.name) ?? [])].map(taker => ({
          ...taking([action.entry.slot], [action.entry.name], this.services.indexOf(taker)),
          ...answer(action.entry),
        }));
      case 'schedule':
        return [publishing([action.entry.slot], action.outcome.alternatives)];
      case 'timer': {
        const publishes = [this.#numberOf(action.timer.message)];
        return [{ slots: [action.timer.slot], service, takes: [], publishes }];
      }
      case 'give-up': {
        const slots = action.reaction.buffers.flatMap(buffer => buffer.slots);
        return [publishing(slots, action.reaction.within?.outcome.alternatives ?? [])];
      }
      case 'redeliver':
        return [taking([action.handledSlot], [action.message.message])];
      case 'lose':
      case 'lose-next':
        return [];
      default:
        return action satisfies never;
    }
  }
}

function answer(entry: EntrySlot): { readonly answer?: EntrySlot } {
  return entry.after ? { answer: entry } : {};
}
