/** The list of everything that can happen in a run: entries, timers, joins that give up, deliveries, losses and redeliveries. */
import type { Schedule } from '@choreo/model';
import { mayRetry } from './refusals.ts';
import type { ScheduledEntry } from './entries.ts';
import type { Memory } from './memory.ts';
import type { Messages } from './messages.ts';
import type { Outcomes } from './outcomes.ts';
import type { Action, EntryRoute } from './action.ts';
import type { EntrySlot, MessageVariant, Queue, ReactionCode, TimerSlot } from './program-parts.ts';
import type { Reactions } from './reactions.ts';
import type { Slots } from './slots.ts';
import { entryWays } from './entry-ways.ts';
import type { EntryWay } from './entry-ways.ts';
import { digitOf, restrict } from './tuples.ts';
import type { Tuples } from './tuples.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** An action that has no place in the list yet. */
type Draft = DistributiveOmit<Action, 'index'>;

export class Actions {
  readonly #messages: Messages;
  readonly #memory: Memory;
  readonly #outcomes: Outcomes;
  readonly #reactions: Reactions;
  readonly #tuples: Tuples;
  readonly #slots: Slots;

  constructor(
    messages: Messages,
    memory: Memory,
    outcomes: Outcomes,
    reactions: Reactions,
    tuples: Tuples,
    slots: Slots,
  ) {
    this.#messages = messages;
    this.#memory = memory;
    this.#outcomes = outcomes;
    this.#reactions = reactions;
    this.#tuples = tuples;
    this.#slots = slots;
  }

  /**
   * All actions, in an order that recorded moves rely on, see `Move.action`. Redeliveries come last, so that the moves of a run
   * without them mean the same in a program with them.
   */
  from(entries: readonly ScheduledEntry[]): readonly Action[] {
    const entering = entries.flatMap(({ entry, schedule }) =>
      schedule ? [this.#scheduleAction(entry, schedule)] : this.#enterActions(entry),
    );
    const timers = this.#memory.timers.flatMap(timer => this.#timerActions(timer));
    const givingUp = this.#reactions.codes.flatMap(reaction => giveUpActions(reaction));
    const deliveries = this.#messages.variants.flatMap(variant =>
      this.#messages.takersOf(variant.message).flatMap(service => this.#deliveryActions(service, variant)),
    );
    const queued = this.#messages.queues.flatMap(queue => this.#queueActions(queue));
    const all = [...entering, ...timers, ...givingUp, ...deliveries, ...queued];
    const redeliveries = all.filter(({ kind }) => kind === 'redeliver');
    const others = all.filter(({ kind }) => kind !== 'redeliver');
    return [...others, ...redeliveries].map((draft, index) => ({ ...draft, index }));
  }

  #scheduleAction(entry: EntrySlot, schedule: Schedule): Draft {
    const { participant, case: index } = entry;
    const sight = {
      variable: (name: string) => this.#memory.variableOf(participant, name, index, 0),
      classOf: () => undefined,
    };
    const scope = { participant, case: index, scope: 0, reaction: undefined, sight };
    const outcome = this.#outcomes.codeOf(schedule.outcome, scope, 'body');
    return { kind: 'schedule', participant, case: index, entry, schedule, outcome };
  }

  /**
   * One action for each service that the message can reach first. A message that no service takes has one action too, and so have
   * one of an ordered channel, one that an entry answers, one that a service may refuse for a while and one by which its sender finds an
   * instance: when it is delivered does not show when it was sent. If it has further keys, there are as many for each way in which
   * it comes by their values.
   */
  #enterActions(entry: EntrySlot): readonly Draft[] {
    const classSite = this.#slots.addSite('payload-class');
    return entryWays(entry, this.#messages, this.#tuples).flatMap(way => this.#enterActionsFor(entry, way, classSite));
  }

  #enterActionsFor(entry: EntrySlot, { tuple, passed, makes }: EntryWay, classSite: number): readonly Draft[] {
    const all = this.#messages.variantsWith(entry.name, entry.case, tuple);
    const variants = entry.fitting ? entry.fitting.flatMap(index => all[index] ?? []) : all;
    const takers = this.#messages.takersOf(entry.name);
    const base = { kind: 'enter', case: entry.case, entry, classSite, passed, makes } as const;
    const { participant: from } = entry;
    const isSentFirst =
      this.#messages.isOrdered(entry.name) ||
      this.#messages.isAnswered(entry.name) ||
      this.#messages.links(from, entry.name, entry.case).length > 0 ||
      takers.some(service => variants.some(variant => mayRetry(this.#reactions.listenersTo(service, variant))));
    if (takers.length === 0 || isSentFirst) {
      const routes = variants.map((variant): EntryRoute => ({
        kind: variant,
        allowed: entry.carries?.(variant.payloadClass) ?? true,
        route: this.#messages.route(variant, from),
        handledSlot: undefined,
        lossSite: undefined,
        reactions: [],
      }));
      return [{ ...base, participant: entry.participant, isSentOnly: true, routes }];
    }
    return takers.map(service => ({
      ...base,
      participant: service,
      isSentOnly: false,
      routes: variants.map((variant): EntryRoute => {
        const reactions = this.#reactions.listenersTo(service, variant);
        return {
          kind: variant,
          allowed: entry.carries?.(variant.payloadClass) ?? true,
          route: this.#messages.route(variant, from, service),
          handledSlot: this.#messages.handledSlot(service, variant, reactions),
          lossSite: this.#messages.lossSite(service, variant.message),
          reactions,
        };
      }),
    }));
  }

  /** One for each value of the further keys that its message gets as it fires. */
  #timerActions(timer: TimerSlot): readonly Draft[] {
    const { participant, message, case: index, classIndex, tuple: passed } = timer;
    const places = this.#tuples.placesOf(message);
    const open = places.filter(place => digitOf(passed, place) === 0);
    const known = places.filter(place => !open.includes(place));
    const classSite = this.#slots.addSite('payload-class');
    return this.#tuples
      .of(message)
      .filter(tuple => restrict(tuple, known) === passed)
      .map(tuple => {
        const all = this.#messages.variantsWith(message, index, tuple);
        const variants = classIndex === undefined ? all : all.slice(classIndex, classIndex + 1);
        const routes = variants.map(variant => this.#messages.route(variant, participant));
        const makes = this.#tuples.makingsOf(index, tuple, open);
        return { kind: 'timer', participant, case: index, timer, routes, makes, classSite };
      });
  }

  /** The delivery of a variant at a service, its loss and its redelivery, as far as there can be one. */
  #deliveryActions(service: string, variant: MessageVariant): readonly Draft[] {
    const slot = this.#messages.deliverySlotOf(service, variant);
    const reactions = this.#reactions.listenersTo(service, variant);
    const handledSlot = this.#messages.handledSlot(service, variant, reactions);
    const lossSite = this.#messages.lossSite(service, variant.message);
    const base = { participant: service, case: variant.case, message: variant };
    const drafts: Draft[] = [];
    if (slot !== undefined) {
      drafts.push({ ...base, kind: 'deliver', slot, handledSlot, lossSite, reactions });
      if (lossSite !== undefined) drafts.push({ ...base, kind: 'lose', slot, site: lossSite });
    }
    if (handledSlot !== undefined) drafts.push({ ...base, kind: 'redeliver', handledSlot, reactions });
    return drafts;
  }

  /** The delivery and the loss of the head of a queue. */
  #queueActions(queue: Queue): readonly Draft[] {
    const { to, variants } = queue;
    const base = { participant: to, case: queue.case, queue };
    const [first] = variants;
    const lossSite = first && this.#messages.lossSite(to, first.message);
    const reactions = variants.map(variant => this.#reactions.listenersTo(to, variant));
    const handledSlots = variants.map((variant, at) => this.#messages.handledSlot(to, variant, reactions[at] ?? []));
    const delivery: Draft = { ...base, kind: 'deliver-next', lossSite, handledSlots, reactions };
    return lossSite === undefined ? [delivery] : [delivery, { ...base, kind: 'lose-next', site: lossSite }];
  }
}

function giveUpActions(reaction: ReactionCode): readonly Draft[] {
  const { participant, case: index, within } = reaction;
  return within ? [{ kind: 'give-up', participant, case: index, reaction }] : [];
}
