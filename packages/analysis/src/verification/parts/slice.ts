/** The part of a choreography that can influence whether a sentence holds: its cone of influence. */
import { conditionOf, itemsOf, messagesIn, outcomesOf, retriesOf } from '@choreo/model';
import type {
  Alternative,
  Choreography,
  Entry,
  Expression,
  Outcome,
  Reaction,
  Retry,
  Schedule,
  Sentence,
} from '@choreo/model';
import { statesIn, statesNamedIn } from '../../expressions/leaves.ts';
import { furtherKeysOf } from '../../graph/further-keys.ts';
import { instancesOf } from '../../graph/instances.ts';
import { messageGraphOf } from '../../graph/message-graph.ts';
import { createKeying } from '../../runs/program/case-scope.ts';
import { restrictedTo } from './restrict.ts';

/**
 * The choreography with that sentence alone, and with nothing that makes no difference to it. Undefined where leaving something
 * out could make one: the sentence is then asked of the whole.
 */
export function sliceFor(choreography: Choreography, sentence: Sentence): Choreography | undefined {
  const cone = new Cone(choreography, sentence);
  const slice = restrictedTo(choreography, {
    reaction: reaction => cone.kept(reaction),
    schedule: schedule => cone.isIn(schedule),
    message: message => cone.messages.has(message),
    entry: entry => cone.hasEntry(entry),
    sentence: other => other === sentence,
    states: name => cone.asksStatesOf(name),
  });
  const isAlike =
    !hasFurtherKeys(choreography, slice) &&
    hasSameScopes(choreography, slice) &&
    !hasLinks(choreography, slice) &&
    (!isAboutEmptyRuns(sentence) || !canBeEmpty(slice));
  return isAlike ? slice : undefined;
}

/** How many values a further key has depends on all that makes some; and fewer services can make a key a further one. */
export function hasFurtherKeys(...choreographies: readonly Choreography[]): boolean {
  return choreographies.some(one => furtherKeysOf(one).names.length > 0);
}

/** What a message or a state depends on, step by step until nothing is added. */
class Cone {
  readonly messages: Set<string>;
  readonly #named: ReadonlySet<string>;
  /** The states that the sentence itself names. */
  readonly #asked: ReturnType<typeof statesNamedIn>;
  readonly #states = new Set<string>();
  readonly #sources = new Set<Reaction | Schedule>();
  readonly #entries: ReadonlySet<string>;
  readonly #reactionsOf: ReadonlyMap<string, readonly Reaction[]>;
  /** What each ordered channel carries. */
  readonly #ordered: readonly (readonly string[])[];

  constructor(choreography: Choreography, sentence: Sentence) {
    this.#named = new Set(messagesIn(sentence).map(({ message }) => message));
    const condition = conditionOf(sentence);
    this.#asked = condition ? statesNamedIn(condition) : [];
    for (const { participant, name } of this.#asked) this.#states.add(`${participant} ${name}`);
    this.messages = new Set(this.#named);
    this.#entries = entriesOf(choreography);
    this.#reactionsOf = new Map(choreography.participants.map(({ name, reactions }) => [name, reactions]));
    this.#ordered = choreography.channels.flatMap(({ orderedBy, carries }) =>
      orderedBy ? [carries.map(({ message }) => message)] : [],
    );
    const all = choreography.participants.flatMap(({ reactions, schedules }) => [...reactions, ...schedules]);
    const entries = choreography.participants.flatMap(({ emits }) => emits);
    for (let size = -1; size < this.#size;) {
      size = this.#size;
      for (const { message, after = [] } of entries)
        if (this.messages.has(message)) for (const ref of after) this.messages.add(ref.message);
      for (const source of all) if (!this.#sources.has(source) && this.#matters(source)) this.#add(source);
    }
  }

  asksStatesOf(service: string): boolean {
    return this.#asked.some(({ participant }) => participant === service);
  }

  /** An answer to what matters stays: what it answers is sent in a step of its own then. */
  hasEntry({ message, after = [] }: Entry): boolean {
    return this.messages.has(message) || after.some(ref => this.messages.has(ref.message));
  }

  isIn(source: Reaction | Schedule): boolean {
    return this.#sources.has(source);
  }

  /** With what matters of it. One that only takes a named message from outside stays: with it, the message has happened. */
  kept(reaction: Reaction): boolean | Reaction {
    if (this.isIn(reaction)) return this.#withoutTheRest(reaction);
    const takes = reaction.trigger.messages.filter(
      ({ message }) => this.#named.has(message) && this.#entries.has(message),
    );
    if (takes.length === 0) return false;
    const { guard: _guard, within: _within, atMost: _atMost, by: _by, retry: _retry, ...rest } = reaction;
    const kind = takes.length > 1 ? 'any' : 'single';
    return { ...rest, trigger: { ...reaction.trigger, kind, messages: takes }, body: { kind: 'sink' } };
  }

  get #size(): number {
    return this.messages.size + this.#states.size + this.#sources.size;
  }

  #matters(source: Reaction | Schedule): boolean {
    if ('trigger' in source && this.#decidesOnRetries(source)) return true;
    const outcomes = outcomesOf(source);
    return itemsOf(outcomes).some(item =>
      item.kind === 'set'
        ? item.state !== undefined && this.#states.has(`${source.participant} ${item.state}`)
        : this.messages.has(item.message),
    );
  }

  /** Whether it has a say in what becomes of a delivery that another reaction waits for: that is taken, tried again, or blocked. */
  #decidesOnRetries({ participant, trigger }: Reaction): boolean {
    const together = this.#togetherWith(trigger.messages.map(({ message }) => message));
    const own = (this.#reactionsOf.get(participant) ?? []).filter(other =>
      other.trigger.messages.some(({ message }) => together.has(message)),
    );
    return own.some(other => retriesOf(other).length > 0) && own.some(other => this.#sources.has(other));
  }

  /** These messages, and those of the ordered channels that carry them. */
  #togetherWith(messages: readonly string[]): ReadonlySet<string> {
    const isOne = (message: string) => messages.includes(message);
    const queues = this.#ordered.filter(carried => carried.some(isOne));
    return new Set([...messages, ...queues.flat()]);
  }

  #add(source: Reaction | Schedule): void {
    this.#sources.add(source);
    const asked: Expression[] = [];
    if ('trigger' in source) {
      for (const { message } of source.trigger.messages) this.messages.add(message);
      if (source.guard) asked.push(source.guard);
      if (source.body.kind === 'branches') asked.push(...source.body.branches.flatMap(({ guard }) => guard ?? []));
    }
    const outcomes = outcomesOf(source);
    for (const item of itemsOf(outcomes)) {
      if (item.kind === 'set') asked.push(item.value);
      if (item.kind === 'emit') asked.push(...(item.contents?.given ?? []).map(({ value }) => value));
    }
    for (const state of statesIn(asked)) this.#states.add(`${source.participant} ${state}`);
  }

  #withoutTheRest(reaction: Reaction): Reaction {
    const left = (outcome: Outcome): Outcome => ({
      ...outcome,
      alternatives: outcome.alternatives.map(alternative => this.#leftOf(alternative, reaction)),
    });
    const retryLeft = (retry: Retry | undefined) =>
      retry?.bound ? { retry: { ...retry, bound: { ...retry.bound, otherwise: left(retry.bound.otherwise) } } } : {};
    const { body, within, atMost, retry } = reaction;
    return {
      ...reaction,
      ...retryLeft(retry),
      ...(within ? { within: { ...within, otherwise: left(within.otherwise) } } : {}),
      ...(atMost ? { atMost: { ...atMost, otherwise: left(atMost.otherwise) } } : {}),
      body:
        body.kind === 'outcome'
          ? { ...body, outcome: left(body.outcome) }
          : body.kind === 'branches'
            ? {
                ...body,
                branches: body.branches.map(branch => ({ ...branch, outcome: left(branch.outcome) })),
                ...retryLeft(body.retry),
              }
            : body,
    };
  }

  #leftOf(alternative: Alternative, { participant }: Reaction): Alternative {
    const items = alternative.items.filter(item =>
      item.kind === 'set'
        ? item.state !== undefined && this.#states.has(`${participant} ${item.state}`)
        : this.messages.has(item.message),
    );
    return { ...alternative, items };
  }
}

function entriesOf(choreography: Choreography): ReadonlySet<string> {
  return new Set(messageGraphOf(choreography).entries.keys());
}

/** Whether a service of the slice finds instances by links, which what was left out may have made. */
function hasLinks(choreography: Choreography, { participants }: Choreography): boolean {
  const instances = instancesOf(choreography);
  return participants.some(({ name }) => (instances.get(name)?.links.size ?? 0) > 0);
}

/** Whether services keep what they remember for a case, or for all, as they do in the whole. */
function hasSameScopes(choreography: Choreography, slice: Choreography): boolean {
  const [whole, part] = [createKeying(choreography), createKeying(slice)];
  return slice.participants.every(
    ({ name, states, reactions }) =>
      (states.length === 0 && !reactions.some(({ atMost }) => atMost)) || whole.isShared(name) === part.isShared(name),
  );
}

/** Whether it is also about runs on which nothing of the part comes. */
function isAboutEmptyRuns(sentence: Sentence): boolean {
  return sentence.kind === 'always' || (sentence.kind === 'at-rest' && !sentence.premise);
}

/** Whether nothing need come of what is left. */
function canBeEmpty({ participants }: Choreography): boolean {
  return !participants.some(({ emits }) =>
    emits.some(({ multiplicity, after }) => !after && (multiplicity === 'one' || multiplicity === 'some')),
  );
}
