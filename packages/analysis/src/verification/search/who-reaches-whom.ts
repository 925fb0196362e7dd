/** Which messages cause which, and which services they reach: what the reduction of orders rests on. */
import type { Action, AlternativeCode, Program, ReactionCode } from '../../runs/program/program.ts';
import { listenersOf } from './listeners.ts';
import type { Remaining } from './remaining-effects.ts';

/** Something that can be pending, and the services that it can lead to a delivery at, other than through themselves. */
export interface Source {
  readonly slots: readonly number[];
  /** By their number, see `WhoReachesWhom.services`. */
  readonly reaches: readonly number[];
}

interface Pending {
  readonly service: number;
  readonly slots: readonly number[];
  /** Messages that the service takes then, if any. */
  readonly takes: readonly number[];
  /** Messages that are published with it anyway, timers that it starts included. */
  readonly publishes: readonly number[];
}

/** What a service can make of a message. */
interface Lead {
  readonly service: number;
  readonly message: number;
  readonly to: Set<number>;
}

export class WhoReachesWhom {
  /** Participants that act, numbered. */
  readonly services: readonly string[];
  readonly #codes: readonly ReactionCode[];
  readonly #messages = new Map<string, number>();
  readonly #pending: readonly Pending[];

  constructor(program: Program) {
    const { actions } = program;
    this.services = [...new Set(program.choreography.participants.map(({ name }) => name))];
    this.#codes = codesIn(actions);
    for (const { reaction } of this.#codes)
      for (const { message } of reaction.trigger.messages) this.#numberOf(message);
    const takers = new Map<string, Set<string>>();
    for (const { participant, reaction } of this.#codes) {
      for (const { message } of reaction.trigger.messages) {
        takers.set(message, (takers.get(message) ?? new Set()).add(participant));
      }
    }
    this.#pending = actions.flatMap(action => this.#pendingOf(action, takers));
  }

  /** With only those effects that are left to the reactions. */
  sources(remaining: ReadonlyMap<ReactionCode, Remaining>): readonly Source[] {
    const leads: Lead[] = [];
    const byTaker = new Map<number, Lead>();
    const byCaused: Lead[][] = Array.from({ length: this.#messages.size }, () => []);
    const taken: Set<number>[] = this.services.map(() => new Set());
    for (const code of this.#codes) {
      const left = remaining.get(code);
      if (!left || left.isOver) continue;
      const service = this.services.indexOf(code.participant);
      const emitted = left.alternatives.flatMap(alternative => this.#causedBy(alternative));
      for (const { message: id } of code.reaction.trigger.messages) {
        const message = this.#numberOf(id);
        const key = service * this.#messages.size + message;
        let lead = byTaker.get(key);
        if (!lead) {
          lead = { service, message, to: new Set() };
          byTaker.set(key, lead);
          leads.push(lead);
        }
        for (const caused of emitted) lead.to.add(caused);
        taken[service]?.add(message);
      }
    }
    for (const lead of leads) for (const caused of lead.to) byCaused[caused]?.push(lead);
    const near = taken.map((own, service) => messagesNear(service, own, byCaused));
    return this.#pending.map(({ service: at, slots, takes, publishes }) => {
      const leadsTo = new Set(publishes);
      for (const message of takes) {
        for (const caused of byTaker.get(at * this.#messages.size + message)?.to ?? []) leadsTo.add(caused);
      }
      const reaches = near.flatMap((messages, service) =>
        service !== at && [...leadsTo].some(message => messages.has(message)) ? [service] : [],
      );
      return { slots, reaches };
    });
  }

  #numberOf(message: string): number {
    const known = this.#messages.get(message);
    if (known !== undefined) return known;
    this.#messages.set(message, this.#messages.size);
    return this.#messages.size - 1;
  }

  /** At once, or by a timer. */
  #causedBy({ emissions, starts }: AlternativeCode): readonly number[] {
    return [...emissions, ...starts].map(({ emission }) => this.#numberOf(emission.message));
  }

  #pendingOf(action: Action, takers: ReadonlyMap<string, ReadonlySet<string>>): readonly Pending[] {
    const service = this.services.indexOf(action.participant);
    const taking = (slots: readonly number[], messages: readonly string[], at = service): Pending => ({
      service: at,
      slots,
      takes: messages.map(message => this.#numberOf(message)),
      publishes: [],
    });
    const publishing = (slots: readonly number[], publishes: readonly number[]): Pending => ({
      service,
      slots,
      takes: [],
      publishes,
    });
    const causedBy = (alternatives: readonly AlternativeCode[]) =>
      alternatives.flatMap(alternative => this.#causedBy(alternative));
    switch (action.kind) {
      case 'deliver':
        return [taking([action.slot], [action.message.message])];
      case 'deliver-next':
        return [
          taking(
            [action.queue.slot],
            action.queue.variants.map(({ message }) => message),
          ),
        ];
      case 'enter':
        // It is as good as there already for each that takes it.
        return [...(takers.get(action.entry.name) ?? [])].map(taker =>
          taking([action.entry.slot], [action.entry.name], this.services.indexOf(taker)),
        );
      case 'schedule':
        return [publishing([action.entry.slot], causedBy(action.outcome.alternatives))];
      case 'timer':
        return [publishing([action.timer.slot], [this.#numberOf(action.timer.message)])];
      case 'give-up': {
        const slots = action.reaction.buffers.flatMap(buffer => buffer.slots);
        return [publishing(slots, causedBy(action.reaction.within?.outcome.alternatives ?? []))];
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

/** Every reaction that a message can be delivered to. */
export function codesIn(actions: readonly Action[]): readonly ReactionCode[] {
  return [...new Set(actions.flatMap(action => listenersOf(action).map(({ reaction }) => reaction)))];
}

/** The messages that can lead to a delivery at a service before it acts itself. */
function messagesNear(
  service: number,
  taken: ReadonlySet<number>,
  byCaused: readonly (readonly Lead[])[],
): ReadonlySet<number> {
  const near = new Set(taken);
  for (const message of near) {
    for (const lead of byCaused[message] ?? []) if (lead.service !== service) near.add(lead.message);
  }
  return near;
}
