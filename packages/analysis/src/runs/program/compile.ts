/** From the model to a program: gives every count and value its slot, and every reaction its conditions ready to ask. */
import { emissionsOf, namesOf } from '@choreo/model';
import type {
  Channel,
  Choreography,
  Expression,
  Multiplicity,
  Names,
  Outcome,
  Participant,
  Reaction,
  Schedule,
  Span,
} from '@choreo/model';
import { valuesOf } from '../../expressions/domain.ts';
import type { Content } from '../../expressions/facts.ts';
import { readsField } from '../../expressions/leaves.ts';
import { messageGraphOf } from '../../graph/message-graph.ts';
import { createKeying } from './case-scope.ts';
import { messagesAskedWhenJoined } from './join-guard.ts';
import { mostOf, rangeOf } from './multiplicity.ts';
import { contentsOf } from './payload-classes.ts';
import type {
  Action,
  AlternativeCode,
  BodyCode,
  Buffer,
  Counter,
  Cover,
  EmissionCode,
  Entry,
  EntryRoute,
  Kind,
  Late,
  Listener,
  OutcomeCode,
  Program,
  Queue,
  ReactionCode,
  Route,
  Site,
  TimerSlot,
  Variable,
} from './program.ts';
import { made } from './slots.ts';
import { runTermOf } from './run-terms.ts';
import type { RunSight } from './run-terms.ts';

export interface CompileOptions {
  readonly redeliveries?: number;
  readonly cases?: number;
  /** How often each entry comes, by message or schedule id; those not named come as the model says. */
  readonly entries?: Readonly<Record<string, number>>;
  /** Messages whose occurrences are counted, and how far. Those that leave the model always are, up to 3. */
  readonly counted?: ReadonlyMap<string, number>;
  /** Alternatives that a reaction may take; undefined: all. */
  readonly allows?: (reaction: Reaction, outcome: Outcome, alternative: number) => boolean;
  /** Contents that a message from outside may come in; undefined: all. */
  readonly carries?: (message: string, content: Content) => boolean;
  /** Default true. */
  readonly loss?: boolean;
  /** Bytes in each state that belong to whoever explores. Default 0. */
  readonly memory?: number;
}

/** A queue of an ordered channel holds at most so many messages. */
const queueCapacity = 8;

export function compile(choreography: Choreography, options: CompileOptions = {}): Program {
  return new Compiler(choreography, options).compile();
}

interface EntrySource {
  readonly name: string;
  readonly participant: string;
  readonly multiplicity: Multiplicity;
  readonly span: Span;
  readonly schedule?: Schedule;
}

class Compiler {
  readonly #choreography: Choreography;
  readonly #options: CompileOptions;
  readonly #names: Names;
  readonly #cases: number;
  readonly #redeliveries: number;
  #size = 0;
  readonly #kinds: Kind[] = [];
  readonly #kindsOf = new Map<string, readonly Kind[]>();
  readonly #counters: Counter[] = [];
  readonly #deliverySlots = new Map<string, number>();
  readonly #handledSlots = new Map<string, number>();
  readonly #queues = new Map<string, Queue>();
  readonly #variables = new Map<string, Variable>();
  readonly #timers = new Map<string, TimerSlot>();
  readonly #timerSites = new Map<TimerSlot, number>();
  readonly #lossSites = new Map<string, number>();
  readonly #lates: Late[] = [];
  readonly #covers: Cover[] = [];
  readonly #sites: Site[] = [];
  readonly #reactions: ReactionCode[] = [];
  readonly #listeners = new Map<string, Listener[]>();
  readonly #channelOf = new Map<string, Channel>();
  readonly #ordered: ReadonlyMap<string, readonly string[]>;
  readonly #keying;

  constructor(choreography: Choreography, options: CompileOptions) {
    this.#choreography = choreography;
    this.#options = options;
    this.#names = namesOf(choreography);
    this.#cases = options.cases ?? 1;
    this.#redeliveries = options.redeliveries ?? 0;
    this.#keying = createKeying(choreography);
    for (const channel of choreography.channels) {
      for (const { message } of channel.carries)
        if (!this.#channelOf.has(message)) this.#channelOf.set(message, channel);
    }
    this.#ordered = sendersByMessage(choreography);
  }

  compile(): Program {
    const sources = this.#entrySources();
    this.#makeKinds();
    const entries = this.#makeEntries(sources);
    this.#makeVariables();
    for (let index = 0; index < this.#cases; index++) {
      for (const participant of this.#choreography.participants) this.#makeTimers(participant, index);
    }
    for (let index = 0; index < this.#cases; index++) {
      for (const { reactions } of this.#choreography.participants) {
        for (const reaction of reactions) if (reaction.trigger.messages.length > 0) this.#makeReaction(reaction, index);
      }
    }
    const budgetSlot = this.#redeliveries > 0 ? this.#slot() : -1;
    const actions = this.#makeActions(entries, sources);
    const joins = this.#reactions.flatMap(({ buffers }) => buffers);
    const timed = this.#reactions.filter(({ within }) => within).flatMap(({ buffers }) => buffers);
    const queues = [...this.#queues.values()];
    const timers = [...this.#timers.values()];
    return {
      choreography: this.#choreography,
      cases: this.#cases,
      redeliveries: this.#redeliveries,
      memorySlot: this.#slot(this.#options.memory ?? 0),
      size: Math.max(4, Math.ceil(this.#size / 4) * 4),
      kinds: this.#kinds,
      entries,
      actions,
      joins,
      timers,
      queues,
      variables: [...this.#variables.values()],
      counters: this.#counters,
      budgetSlot,
      handledSlots: [...this.#handledSlots.values()],
      pendingSlots: [
        ...entries.map(({ slot }) => slot),
        ...this.#deliverySlots.values(),
        ...queues.map(({ slot }) => slot),
        ...timers.map(({ slot }) => slot),
        ...timed.flatMap(({ slots }) => slots),
      ],
      sites: this.#sites,
      covers: this.#covers,
      lates: this.#lates,
    };
  }

  #slot(count = 1): number {
    const slot = this.#size;
    this.#size += count;
    return slot;
  }

  #site(what: Site['what']): number {
    this.#sites.push({ what });
    return this.#sites.length - 1;
  }

  #each<T>(make: (index: number) => T): readonly T[] {
    return Array.from({ length: this.#cases }, (_, index) => make(index));
  }

  // Messages, and where they go.

  #makeKinds(): void {
    const graph = messageGraphOf(this.#choreography);
    const counted = new Map([...graph.exits].map(message => [message, 3]));
    for (const [message, count] of this.#options.counted ?? []) {
      counted.set(message, Math.max(count, counted.get(message) ?? 0));
    }
    for (let index = 0; index < this.#cases; index++) {
      for (const message of this.#names.messages.keys()) {
        if (!graph.emitters.has(message) && !graph.entries.has(message)) continue;
        const counterMost = counted.get(message) ?? 0;
        const counterSlot = counterMost > 0 ? this.#slot() : -1;
        if (counterSlot >= 0) this.#counters.push({ message, case: index, slot: counterSlot, most: counterMost });
        const contents = contentsOf(this.#choreography, message);
        const kinds = contents.map((content, contentIndex): Kind => {
          const kind = {
            index: this.#kinds.length,
            message,
            case: index,
            content,
            contentIndex,
            contents: [content],
            consumed: [message],
            counterSlot,
            counterMost,
          };
          this.#kinds.push(kind);
          return kind;
        });
        this.#kindsOf.set(`${index} ${message}`, kinds);
      }
    }
  }

  #kindsIn(message: string, index: number): readonly Kind[] {
    return this.#kindsOf.get(`${index} ${message}`) ?? [];
  }

  /** The services that take a message. */
  #takersOf(message: string): readonly string[] {
    const handlers = messageGraphOf(this.#choreography).handlers.get(message) ?? [];
    return [...new Set(handlers.filter(({ reaction }) => reaction).map(({ participant }) => participant))];
  }

  #deliverySlot(service: string, kind: Kind): number {
    return made(this.#deliverySlots, `${service} ${kind.index}`, () => this.#slot());
  }

  /** Where it is remembered that a delivery may come once more; -1 where it may not, or where that changes nothing. */
  #handledSlot(service: string, kind: Kind): number {
    if (this.#redeliveries === 0) return -1;
    const delivery = this.#channelOf.get(kind.message)?.delivery ?? 'at-least-once';
    if (delivery !== 'at-least-once') return -1;
    const listeners = this.#listenersTo(service, kind);
    if (listeners.every(({ reaction }) => reaction.idempotent)) return -1;
    return made(this.#handledSlots, `${service} ${kind.index}`, () => this.#slot());
  }

  #lossSite(service: string, message: string): number {
    if (this.#options.loss === false || this.#channelOf.get(message)?.delivery !== 'at-most-once') return -1;
    return made(this.#lossSites, `${service} ${message}`, () => this.#site('loss'));
  }

  #listenersTo(service: string, kind: Kind): readonly Listener[] {
    return this.#listeners.get(`${kind.case} ${service} ${kind.message}`) ?? [];
  }

  /** Only a channel on which one sends the other more than one message has an order to keep. */
  #queueBetween(from: string, to: string, kind: Kind): Queue | undefined {
    const channel = this.#channelOf.get(kind.message);
    if (!channel?.orderedBy) return undefined;
    const together = [...new Set(channel.carries.map(({ message }) => message))].filter(
      message => this.#ordered.get(message)?.includes(from) && this.#takersOf(message).includes(to),
    );
    const kinds = together.flatMap(message => this.#kindsIn(message, kind.case));
    if (kinds.length < 2) return undefined;
    return made(this.#queues, `${from} ${to} ${channel.name} ${kind.case}`, () => ({
      from,
      to,
      case: kind.case,
      slot: this.#slot(queueCapacity),
      capacity: queueCapacity,
      kinds,
    }));
  }

  #route(sender: string, kind: Kind, except?: string): Route {
    const slots: number[] = [];
    const queues: Queue[] = [];
    for (const service of this.#takersOf(kind.message)) {
      if (service === except) continue;
      const queue = this.#queueBetween(sender, service, kind);
      if (queue) queues.push(queue);
      else slots.push(this.#deliverySlot(service, kind));
    }
    return { kind, slots, queues };
  }

  // What comes from outside.

  #entrySources(): readonly EntrySource[] {
    const sources: EntrySource[] = [];
    const graph = messageGraphOf(this.#choreography);
    for (const { name, emits, schedules } of this.#choreography.participants) {
      for (const { message, multiplicity, nameSpan } of emits) {
        if (this.#names.messages.has(message))
          sources.push({ name: message, participant: name, multiplicity, span: nameSpan });
      }
      for (const schedule of schedules)
        sources.push({ name: schedule.id, participant: name, multiplicity: 'many', span: schedule.span, schedule });
    }
    const emitted = new Set(sources.map(({ name }) => name));
    for (const message of graph.entries.keys()) {
      const declared = this.#names.messages.get(message);
      if (emitted.has(message) || !declared || !graph.handlers.has(message)) continue;
      // Others may send it, or not.
      if (graph.emitters.has(message) && !graph.entries.has(message)) continue;
      const isOfSchedule = this.#choreography.participants.some(({ schedules }) =>
        schedules.some(schedule => emissionsOf(schedule).some(emission => emission.message === message)),
      );
      if (isOfSchedule) continue;
      const participant = message.includes('.') ? declared.choreography : 'another choreography';
      const span = graph.handlers.get(message)?.[0]?.span ?? declared.nameSpan;
      sources.push({ name: message, participant, multiplicity: 'optional', span });
    }
    return sources;
  }

  #makeEntries(sources: readonly EntrySource[]): readonly Entry[] {
    return this.#each(index =>
      sources.map(({ name, participant, multiplicity, span }, position): Entry => {
        const given = this.#givenOf(sources, position);
        const { least, ways } = rangeOf(multiplicity);
        const counts = given === undefined ? Array.from({ length: ways }, (_, way) => least + way) : [given];
        const open = given === undefined && (multiplicity === 'many' || multiplicity === 'some');
        return { name, participant, case: index, slot: this.#slot(), counts, open, span };
      }),
    ).flat();
  }

  /** What is given once comes once, though several may send it: each as often as it can, the first all that is left over. */
  #givenOf(sources: readonly EntrySource[], position: number): number | undefined {
    const { entries } = this.#options;
    const name = sources[position]?.name;
    if (!entries || name === undefined) return undefined;
    const senders = sources.filter(source => source.name === name);
    const mosts = senders.map(({ multiplicity }) => mostOf(multiplicity));
    const before = sources.slice(0, position).filter(source => source.name === name).length;
    const given = entries[name] ?? 0;
    const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
    const own = Math.max(0, Math.min(given - sum(mosts.slice(0, before)), mosts[before] ?? 0));
    return before === 0 ? own + Math.max(0, given - sum(mosts)) : own;
  }

  // What services remember.

  #makeVariables(): void {
    for (const participant of this.#choreography.participants) {
      for (const state of participant.states) {
        const values = valuesOf(state.type);
        if (values.length === 0 || values.length > 256) continue;
        const shared = this.#keying.isShared(participant.name);
        let slot = -1;
        for (let index = 0; index < this.#cases; index++) {
          if (slot < 0 || !shared) slot = this.#slot();
          const variable = { participant: participant.name, name: state.name, case: index, slot, values };
          const key = `${index} ${participant.name} ${state.name}`;
          if (!this.#variables.has(key)) this.#variables.set(key, variable);
        }
      }
    }
  }

  #makeTimers(participant: Participant, index: number): void {
    for (const reaction of participant.reactions) {
      for (const { message, after } of emissionsOf(reaction)) if (after) this.#makeTimer(participant, message, index);
    }
    for (const schedule of participant.schedules) {
      for (const { message, after } of emissionsOf(schedule)) if (after) this.#makeTimer(participant, message, index);
    }
  }

  #makeTimer(participant: Participant, message: string, index: number): void {
    const key = `${index} ${participant.name} ${message}`;
    if (this.#timers.has(key) || !this.#names.messages.has(message)) return;
    const canceller = participant.reactions.find(reaction => cancels(reaction, message));
    let late = -1;
    if (canceller) {
      late = this.#lates.length;
      this.#lates.push({
        slot: this.#slot(),
        reaction: canceller,
        timer: message,
        message: canceller.trigger.messages[0]?.message ?? '',
        span: canceller.headSpan,
      });
    }
    const timer = { participant: participant.name, message, case: index, slot: this.#slot(), late };
    this.#timers.set(key, timer);
    this.#timerSites.set(timer, this.#site('timer'));
  }

  // Reactions.

  #makeReaction(reaction: Reaction, index: number): void {
    const messages = [...new Set(reaction.trigger.messages.map(({ message }) => message))].filter(message =>
      this.#names.messages.has(message),
    );
    const isJoin = reaction.trigger.kind === 'all' && messages.length > 1;
    if (messages.length === 0 || (reaction.broken && reaction.trigger.kind === 'all' && !isJoin)) return;
    const sight = this.#sight(reaction.participant, index, messages, isJoin);
    const asked = reaction.guard && isJoin ? messagesAskedWhenJoined(reaction, this.#names) : undefined;
    const guard = reaction.guard && runTermOf(reaction.guard, sight);
    const guardSite = this.#site('condition');
    // Next to it: which of the kept ones a join takes.
    this.#site('buffered');
    const buffers: Buffer[] = [];
    const late = reaction.within && isJoin ? this.#makeLates(reaction, messages) : [];
    const code: ReactionCode = {
      index: this.#reactions.length,
      reaction,
      participant: reaction.participant,
      case: index,
      buffers,
      guards: messages.map(message => {
        if (!guard || (asked && asked.length > 1)) return undefined;
        return asked?.length === 1 && asked[0] !== message ? undefined : guard;
      }),
      joinGuard: asked && asked.length > 1 ? guard : undefined,
      guardSite,
      body: this.#body(reaction, index, sight),
      cover: this.#cover(reaction, 'body'),
      limit: reaction.atMost && {
        slot: this.#limitSlot(reaction, index),
        times: reaction.atMost.times,
        outcome: this.#outcome(reaction.atMost.otherwise, reaction, index, sight, 'at-most'),
      },
      within:
        reaction.within && isJoin
          ? {
              outcome: this.#outcome(reaction.within.otherwise, reaction, index, sight, 'within'),
              lates: late,
              site: this.#site('timer'),
            }
          : undefined,
      idempotent: reaction.idempotent,
    };
    if (isJoin) buffers.push(...this.#buffers(code, messages, index));
    this.#reactions.push(code);
    messages.forEach((message, position) => {
      const key = `${index} ${reaction.participant} ${message}`;
      made(this.#listeners, key, () => []).push({ reaction: code, position: isJoin ? position : 0 });
    });
  }

  #makeLates(reaction: Reaction, messages: readonly string[]): readonly number[] {
    return messages.map(message => {
      this.#lates.push({
        slot: this.#slot(),
        reaction,
        timer: '',
        message,
        span: reaction.within?.span ?? reaction.headSpan,
      });
      return this.#lates.length - 1;
    });
  }

  readonly #shared = new Map<string, number>();

  #limitSlot(reaction: Reaction, index: number): number {
    const scope = this.#keying.isShared(reaction.participant) ? 'all' : index;
    return made(this.#shared, `limit ${reaction.id} ${scope}`, () => this.#slot());
  }

  #buffers(code: ReactionCode, messages: readonly string[], index: number): readonly Buffer[] {
    const scope = this.#keying.isJoinShared(code.reaction) ? 'all' : index;
    const looks = readsFields(code.reaction);
    return messages.map((message, position) => {
      const contents = looks ? contentsOf(this.#choreography, message) : [undefined];
      return {
        reaction: code,
        position,
        message,
        contents,
        slots: contents.map((_, which) =>
          made(this.#shared, `join ${code.reaction.id} ${scope} ${position} ${which}`, () => this.#slot()),
        ),
      };
    });
  }

  #sight(participant: string, index: number, messages: readonly string[], isJoin: boolean): RunSight {
    return {
      variable: name => this.#variables.get(`${index} ${participant} ${name}`),
      contentOf: message => {
        if (!isJoin) return 0;
        const position = message === undefined ? -1 : messages.indexOf(message);
        return position < 0 ? undefined : position;
      },
    };
  }

  #body(reaction: Reaction, index: number, sight: RunSight): BodyCode {
    switch (reaction.body.kind) {
      case 'sink':
        return { branches: [] };
      case 'outcome': {
        const outcome = this.#outcome(reaction.body.outcome, reaction, index, sight, 'body');
        return { branches: [{ condition: undefined, site: 0, outcome }] };
      }
      case 'branches':
        return {
          branches: reaction.body.branches.map(({ guard, outcome }) => ({
            condition: guard && runTermOf(guard, sight),
            site: this.#site('condition'),
            outcome: this.#outcome(outcome, reaction, index, sight, 'body'),
          })),
        };
      default:
        return reaction.body satisfies never;
    }
  }

  #cover(reaction: Reaction | undefined, part: Cover['part'], alternative?: Span): number {
    if (!reaction) return 0;
    const known = this.#covers.findIndex(
      cover => cover.reaction === reaction && cover.part === part && cover.alternative === alternative,
    );
    if (known >= 0) return known;
    this.#covers.push({ reaction, part, ...(alternative ? { alternative } : {}) });
    return this.#covers.length - 1;
  }

  /** `reaction` is absent for a schedule. */
  #outcome(
    outcome: Outcome,
    reaction: Reaction | undefined,
    index: number,
    sight: RunSight,
    part: Cover['part'],
    owner = reaction?.participant ?? '',
  ): OutcomeCode {
    const { allows } = this.#options;
    const site = this.#site('alternative');
    const alternatives = outcome.alternatives.map((alternative, position): AlternativeCode => {
      const cover = this.#cover(reaction, part, alternative.span);
      const allowed = !reaction || (allows?.(reaction, outcome, position) ?? true);
      const sets: AlternativeCode['sets'][number][] = [];
      const cancelled: AlternativeCode['cancels'][number][] = [];
      const starts: EmissionCode<TimerSlot>[] = [];
      const emissions: EmissionCode<readonly Route[]>[] = [];
      for (const item of alternative.items) {
        switch (item.kind) {
          case 'set': {
            const variable = item.state === undefined ? undefined : sight.variable(item.state);
            const slot = variable && this.#variableAt(owner, item.state ?? '', index);
            if (slot) sets.push({ variable: slot, value: runTermOf(item.value, sight), site: this.#site('value') });
            break;
          }
          case 'cancel': {
            const timer = this.#timers.get(`${index} ${owner} ${item.message}`);
            if (timer) cancelled.push({ timer, site: this.#timerSites.get(timer) ?? 0 });
            break;
          }
          case 'emit': {
            const { least, ways } = rangeOf(item.multiplicity);
            const base = {
              emission: item,
              least,
              ways,
              site: this.#site('multiplicity'),
              contentSite: this.#site('content'),
            };
            if (item.after) {
              const timer = this.#timers.get(`${index} ${owner} ${item.message}`);
              if (timer) starts.push({ ...base, target: timer });
            } else {
              const target = this.#kindsIn(item.message, index).map(kind => this.#route(owner, kind));
              if (target.length > 0) emissions.push({ ...base, target });
            }
            break;
          }
          default:
            item satisfies never;
        }
      }
      return { alternative, cover, allowed, sets, cancels: cancelled, starts, emissions };
    });
    return { site, alternatives };
  }

  #variableAt(participant: string, name: string, index: number): Variable | undefined {
    return this.#variables.get(`${index} ${participant} ${name}`);
  }

  // Actions.

  #makeActions(entries: readonly Entry[], sources: readonly EntrySource[]): readonly Action[] {
    const actions: Action[] = [];
    const add = (action: ActionParts): void => void actions.push({ ...action, index: actions.length });
    entries.forEach((entry, position) => {
      const source = sources[position % sources.length];
      if (source?.schedule) add(this.#scheduleAction(entry, source.schedule));
      else for (const action of this.#enterActions(entry)) add(action);
    });
    for (const timer of this.#timers.values()) {
      add({
        kind: 'timer',
        participant: timer.participant,
        case: timer.case,
        timer,
        routes: this.#kindsIn(timer.message, timer.case).map(kind => this.#route(timer.participant, kind)),
        contentSite: this.#site('content'),
        choiceSite: this.#timerSites.get(timer) ?? 0,
      });
    }
    for (const reaction of this.#reactions) {
      if (reaction.within) add({ kind: 'give-up', participant: reaction.participant, case: reaction.case, reaction });
    }
    // Last, so that the moves of a run without them mean the same where there may be some.
    const redeliveries: ActionParts[] = [];
    for (const kind of this.#kinds) {
      for (const service of this.#takersOf(kind.message)) {
        const slot = this.#deliverySlots.get(`${service} ${kind.index}`);
        const reactions = this.#listenersTo(service, kind);
        const handledSlot = this.#handledSlot(service, kind);
        const lossSite = this.#lossSite(service, kind.message);
        const base = { participant: service, case: kind.case, message: kind };
        if (slot !== undefined) {
          add({ ...base, kind: 'deliver', slot, handledSlot, lossSite, reactions });
          if (lossSite >= 0) add({ ...base, kind: 'lose', slot, site: lossSite });
        }
        if (handledSlot >= 0) redeliveries.push({ ...base, kind: 'redeliver', handledSlot, reactions });
      }
    }
    for (const queue of this.#queues.values()) {
      const base = { participant: queue.to, case: queue.case, queue };
      const [first] = queue.kinds;
      const lossSite = first ? this.#lossSite(queue.to, first.message) : -1;
      add({
        ...base,
        kind: 'deliver-next',
        lossSite,
        handledSlots: queue.kinds.map(kind => this.#handledSlot(queue.to, kind)),
        reactions: queue.kinds.map(kind => this.#listenersTo(queue.to, kind)),
      });
      if (lossSite >= 0) add({ ...base, kind: 'lose-next', site: lossSite });
    }
    redeliveries.forEach(add);
    return actions;
  }

  #scheduleAction(entry: Entry, schedule: Schedule): ActionParts {
    const sight = this.#sight(entry.participant, entry.case, [], true);
    const outcome = this.#outcome(schedule.outcome, undefined, entry.case, sight, 'body', entry.participant);
    return { kind: 'schedule', participant: entry.participant, case: entry.case, entry, schedule, outcome };
  }

  /**
   * Whether it keeps an order at one service that another service can see: then sending it is a step of its own, since
   * who it reaches first does not tell when it was sent.
   */
  #isSeenFromElsewhere(entry: Entry, kinds: readonly Kind[]): boolean {
    const queues = kinds.flatMap(kind =>
      this.#takersOf(kind.message).flatMap(service => this.#queueBetween(entry.participant, service, kind) ?? []),
    );
    const takers = new Set(queues.flatMap(queue => queue.kinds.flatMap(({ message }) => this.#takersOf(message))));
    return takers.size > 1;
  }

  /** One for each service that it can reach first; without any, it just happens. */
  #enterActions(entry: Entry): readonly ActionParts[] {
    const { carries } = this.#options;
    const contentSite = this.#site('content');
    const kinds = this.#kindsIn(entry.name, entry.case);
    const isAllowed = ({ message, content }: Kind): boolean => carries?.(message, content) ?? true;
    const takers = this.#takersOf(entry.name);
    const base = { kind: 'enter', case: entry.case, entry, contentSite } as const;
    if (takers.length === 0 || this.#isSeenFromElsewhere(entry, kinds)) {
      const routes = kinds.map((kind): EntryRoute => ({
        kind,
        allowed: isAllowed(kind),
        route: this.#route(entry.participant, kind),
        handledSlot: -1,
        lossSite: -1,
        reactions: [],
        queue: undefined,
      }));
      return [{ ...base, participant: entry.participant, routes }];
    }
    return takers.map(service => ({
      ...base,
      participant: service,
      routes: kinds.map((kind): EntryRoute => ({
        kind,
        allowed: isAllowed(kind),
        route: this.#route(entry.participant, kind, service),
        handledSlot: this.#handledSlot(service, kind),
        lossSite: this.#lossSite(service, kind.message),
        reactions: this.#listenersTo(service, kind),
        queue: this.#queueBetween(entry.participant, service, kind),
      })),
    }));
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type ActionParts = DistributiveOmit<Action, 'index'>;

function sendersByMessage({ participants }: Choreography): ReadonlyMap<string, readonly string[]> {
  const senders = new Map<string, string[]>();
  for (const { name, emits, reactions, schedules } of participants) {
    const sent = [...emits, ...[...reactions, ...schedules].flatMap(source => emissionsOf(source))];
    for (const { message } of sent) made(senders, message, () => []).push(name);
  }
  return senders;
}

function cancels(reaction: Reaction, message: string): boolean {
  return outcomesIn(reaction).some(({ alternatives }) =>
    alternatives.some(({ items }) => items.some(item => item.kind === 'cancel' && item.message === message)),
  );
}

function outcomesIn({ body, atMost }: Reaction): readonly Outcome[] {
  return [
    ...(body.kind === 'outcome' ? [body.outcome] : []),
    ...(body.kind === 'branches' ? body.branches.map(({ outcome }) => outcome) : []),
    ...(atMost ? [atMost.otherwise] : []),
  ];
}

/** Whether anything that the reaction does when its messages are all there depends on what they carry. */
function readsFields(reaction: Reaction): boolean {
  const expressions: Expression[] = reaction.guard ? [reaction.guard] : [];
  if (reaction.body.kind === 'branches') {
    for (const { guard } of reaction.body.branches) if (guard) expressions.push(guard);
  }
  for (const { alternatives } of outcomesIn(reaction)) {
    for (const { items } of alternatives) {
      for (const item of items) if (item.kind === 'set') expressions.push(item.value);
    }
  }
  return expressions.some(readsField);
}
