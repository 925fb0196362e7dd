/** Compiles reactions: their guards, what their joins keep, their limits and timeouts, and which messages they listen to. */
import { itemsOf, namesOf, outcomesOf } from '@choreo/model';
import type { Choreography, Reaction, Retry } from '@choreo/model';
import { readsField } from '../../expressions/leaves.ts';
import type { PayloadClass } from '../../expressions/facts.ts';
import type { Keying } from './case-scope.ts';
import { filledBy } from './contents/fillings.ts';
import { conflictsIn, ordersOf } from './conflicts.ts';
import type { Conflicts } from './conflicts.ts';
import type { InstanceSlots } from './instance-slots.ts';
import { messagesAskedWhenJoined } from './join-guard.ts';
import type { Memory } from './memory.ts';
import type { Outcomes, OutcomeScope } from './outcomes.ts';
import { payloadClassesOf } from './payload-classes.ts';
import type { BodyCode, Buffer, MessageVariant, Listener, ReactionCode, RetryCode } from './program-parts.ts';
import { runTermOf } from './run-terms.ts';
import type { RunSight, RunTerm } from './run-terms.ts';
import { made } from './slots.ts';
import type { Slots } from './slots.ts';
import { scopeAt, scopesAt } from './reaction-tuples.ts';
import type { Tuples } from './tuples.ts';

const none: ReadonlySet<Reaction> = new Set();

export class Reactions {
  readonly #choreography: Choreography;
  readonly #keying: Keying;
  readonly #memory: Memory;
  readonly #outcomes: Outcomes;
  readonly #instances: InstanceSlots;
  readonly #tuples: Tuples;
  readonly #slots: Slots;
  readonly #codes: ReactionCode[] = [];
  readonly #listeners = new Map<string, Listener[]>();
  /** The slots of limits and joins, which several cases may share. */
  readonly #slotsInScope = new Map<string, number>();

  constructor(
    choreography: Choreography,
    cases: number,
    keying: Keying,
    memory: Memory,
    outcomes: Outcomes,
    instances: InstanceSlots,
    tuples: Tuples,
    slots: Slots,
  ) {
    this.#choreography = choreography;
    this.#keying = keying;
    this.#memory = memory;
    this.#outcomes = outcomes;
    this.#instances = instances;
    this.#tuples = tuples;
    this.#slots = slots;
    for (let index = 0; index < cases; index++) {
      for (const participant of choreography.participants) {
        const conflicts = conflictsIn(choreography, participant);
        for (const reaction of participant.reactions) {
          for (const scope of scopesAt(reaction, tuples)) this.#add(reaction, index, scope, conflicts);
        }
      }
    }
  }

  /** The reactions of each case in turn. A reaction whose messages are not declared is left out. */
  get codes(): readonly ReactionCode[] {
    return this.#codes;
  }

  /** The reactions of a service to a variant, in the order of the text. */
  listenersTo(service: string, variant: MessageVariant): readonly Listener[] {
    return this.#listeners.get(`${variant.case} ${service} ${variant.message} ${variant.tuple}`) ?? [];
  }

  #add(reaction: Reaction, index: number, scope: number, conflicts: Conflicts): void {
    const { participant, trigger, atMost, within } = reaction;
    const declared = namesOf(this.#choreography).messages;
    const messages = [...new Set(trigger.messages.map(({ message }) => message))].filter(id => declared.has(id));
    const isJoin = trigger.kind === 'all' && messages.length > 1;
    if (messages.length === 0 || (reaction.broken && trigger.kind === 'all' && !isJoin)) return;
    const sight = this.#sightOf(reaction, index, scope, messages, isJoin);
    const of = { participant, case: index, scope, reaction, sight };
    const guards = this.#guardsOf(reaction, messages, isJoin, sight);
    const lates = within && isJoin ? this.#addLates(reaction, messages) : [];
    const buffers: Buffer[] = [];
    const code: ReactionCode = {
      index: this.#codes.length,
      reaction,
      participant,
      case: index,
      scope,
      buffers,
      ...guards,
      body: this.#bodyOf(reaction, of),
      cover: this.#outcomes.coverOf(reaction, 'body'),
      limit: atMost && {
        slot: this.#limitSlot(reaction, index, scope),
        times: atMost.times,
        outcome: this.#outcomes.codeOf(atMost.otherwise, of, 'at-most'),
      },
      within:
        within && isJoin
          ? {
              outcome: this.#outcomes.codeOf(within.otherwise, { ...of, isTimeout: true }, 'within'),
              lates,
              site: this.#slots.addSite('timer'),
            }
          : undefined,
      idempotent: reaction.idempotent,
      instances: this.#instances.instanceOf(reaction, index),
      retry: isJoin ? undefined : this.#retryOf(reaction, of),
      conflicts: conflicts.get(reaction) ?? none,
      orderSites: conflicts.has(reaction) ? ordersOf.map(() => this.#slots.addSite('order')) : [],
    };
    if (isJoin) buffers.push(...this.#buffersOf(code, messages));
    this.#codes.push(code);
    messages.forEach((message, position) => {
      for (const tuple of this.#tuples.of(message)) {
        if (scopeAt(reaction, tuple, this.#tuples) !== scope) continue;
        const key = `${index} ${participant} ${message} ${tuple}`;
        made(this.#listeners, key, () => []).push({ reaction: code, position: isJoin ? position : 0 });
      }
    });
  }

  #sightOf(
    { participant }: Reaction,
    index: number,
    scope: number,
    messages: readonly string[],
    isJoin: boolean,
  ): RunSight {
    return {
      variable: name => this.#memory.variableOf(participant, name, index, scope),
      classOf: message => {
        if (!isJoin) return 0;
        const position = messages.findIndex(id => id === message);
        return position < 0 ? undefined : position;
      },
    };
  }

  #guardsOf(
    reaction: Reaction,
    messages: readonly string[],
    isJoin: boolean,
    sight: RunSight,
  ): Pick<ReactionCode, 'guards' | 'joinGuard' | 'guardSite'> {
    const guard = reaction.guard && runTermOf(reaction.guard, sight);
    const asked = guard && isJoin ? messagesAskedWhenJoined(reaction, namesOf(this.#choreography)) : [];
    const isAskedAtLast = asked.length > 1;
    const guardOf = (message: string): RunTerm | undefined => {
      if (isAskedAtLast || (asked.length === 1 && asked[0] !== message)) return undefined;
      return guard;
    };
    const guardSite = this.#slots.addSite('condition');
    // The next site: which of the kept messages a join takes.
    this.#slots.addSite('buffered');
    return { guards: messages.map(guardOf), joinGuard: isAskedAtLast ? guard : undefined, guardSite };
  }

  /** Reserves a slot for the late answer of each message after a join has given up. */
  #addLates(reaction: Reaction, messages: readonly string[]): readonly number[] {
    const span = reaction.within?.span ?? reaction.headSpan;
    return messages.map(message => this.#memory.addLate({ reaction, timer: '', message, span }));
  }

  #bodyOf({ body }: Reaction, scope: OutcomeScope): BodyCode {
    switch (body.kind) {
      case 'sink':
        return { branches: [] };
      case 'outcome': {
        const outcome = this.#outcomes.codeOf(body.outcome, scope, 'body');
        return { branches: [{ condition: undefined, site: undefined, outcome }] };
      }
      case 'branches':
        return {
          branches: body.branches.map(({ guard, outcome }) => ({
            condition: guard && runTermOf(guard, scope.sight),
            site: this.#slots.addSite('condition'),
            outcome: this.#outcomes.codeOf(outcome, scope, 'body'),
          })),
        };
      default:
        return body satisfies never;
    }
  }

  #retryOf({ retry, body }: Reaction, scope: OutcomeScope & { readonly reaction: Reaction }): ReactionCode['retry'] {
    const codeOf = (one: Retry | undefined): RetryCode | undefined => {
      if (!one) return undefined;
      const { bound } = one;
      const { reaction } = scope;
      if (!bound) return { reaction, bound: undefined };
      const outcome = this.#outcomes.codeOf(bound.otherwise, scope, 'retry');
      return { reaction, bound: { times: bound.times, outcome, site: this.#slots.addSite('retry') } };
    };
    const [behindGuard, amongBranches] = [codeOf(retry), codeOf(body.kind === 'branches' ? body.retry : undefined)];
    return behindGuard || amongBranches ? { behindGuard, amongBranches } : undefined;
  }

  #limitSlot({ id, participant }: Reaction, index: number, scope: number): number {
    const cases = this.#keying.isShared(participant) ? 'all' : index;
    return made(this.#slotsInScope, `limit ${id} ${cases} ${scope}`, () => this.#slots.take());
  }

  #buffersOf(code: ReactionCode, messages: readonly string[]): readonly Buffer[] {
    const { reaction, scope } = code;
    const cases = this.#keying.isJoinShared(reaction) ? 'all' : code.case;
    const looks = readsFields(reaction, this.#choreography);
    return messages.map((message, position) => {
      const classes: readonly (PayloadClass | undefined)[] = looks
        ? payloadClassesOf(this.#choreography, message)
        : [undefined];
      const tuples = this.#tuples.of(message).filter(tuple => scopeAt(reaction, tuple, this.#tuples) === scope);
      const payloadClasses = tuples.flatMap(() => classes);
      const slots = payloadClasses.map((_, which) =>
        made(this.#slotsInScope, `join ${reaction.id} ${cases} ${scope} ${position} ${which}`, () =>
          this.#slots.take(),
        ),
      );
      const [first = 0] = tuples;
      const offsets = first === 0 ? undefined : new Map(tuples.map((tuple, at) => [tuple, at * classes.length]));
      return { reaction: code, position, message, payloadClasses, slots, offsets };
    });
  }
}

/** Whether what the reaction does when all messages are there depends on what they carry. */
function readsFields(reaction: Reaction, choreography: Choreography): boolean {
  const { guard, body, within } = reaction;
  const guards = body.kind === 'branches' ? [guard, ...body.branches.map(branch => branch.guard)] : [guard];
  if (guards.some(one => one && readsField(one))) return true;
  const outcomes = outcomesOf(reaction).filter(outcome => outcome !== within?.otherwise);
  return itemsOf(outcomes).some(
    item =>
      (item.kind === 'set' && readsField(item.value)) ||
      (item.kind === 'emit' && item.contents && [...filledBy(choreography, item, reaction).values()].some(readsField)),
  );
}
