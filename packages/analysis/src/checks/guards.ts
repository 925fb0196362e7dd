/** `guard-never` and `guard-gap`: conditions that are never true, and branches that do not cover every case. */
import { itemsOf, namesOf, outcomesOf } from '@choreo/model';
import type { Assignment, Branch, Choreography, Names, Participant, Reaction, Span } from '@choreo/model';
import { constantOf } from '../expressions/constant.ts';
import { isSame, stateText } from '../expressions/value.ts';
import type { Value } from '../expressions/value.ts';
import { Conditions } from '../satisfiability/conditions.ts';
import type { Ask, Given } from '../satisfiability/conditions.ts';
import { reachedValues } from '../satisfiability/reached-values.ts';
import { conditionsOf, holdsWhenFired } from '../satisfiability/ways.ts';
import type { FindingBase } from '../typing/finding-base.ts';
import type { ContentFlow } from './contents/content-flow.ts';

/** `isSound`: whether the conditions of a reaction have no type errors. */
export function findGuardProblems(
  choreography: Choreography,
  isSound: (reaction: Reaction) => boolean,
  contents: ContentFlow | undefined,
): (GuardNever | GuardGap)[] {
  const names = namesOf(choreography);
  return choreography.participants.flatMap(participant => {
    const asking = participant.reactions.filter(
      reaction => (reaction.guard || reaction.body.kind === 'branches') && !reaction.broken && isSound(reaction),
    );
    if (asking.length === 0) return [];
    const reached = reachedValues(participant);
    return asking.flatMap(reaction => new GuardCheck(reaction, participant, names, reached, contents).findings());
  });
}

type Reached = ReadonlyMap<string, readonly Value[]>;

class GuardCheck {
  readonly #reaction: Reaction;
  readonly #contents: ContentFlow | undefined;
  readonly #branches: readonly Branch[];
  readonly #reached: Reached;
  readonly #settings: readonly Assignment[];
  /** One for each message that can be the trigger. */
  readonly #views: readonly View[];
  /** What is known when a branch is chosen. */
  readonly #given: readonly Ask[];

  constructor(
    reaction: Reaction,
    participant: Participant,
    names: Names,
    reached: Reached,
    contents: ContentFlow | undefined,
  ) {
    const { guard, body, trigger } = reaction;
    this.#reaction = reaction;
    this.#contents = contents;
    this.#reached = reached;
    this.#settings = participant.reactions.flatMap(one => itemsOf(outcomesOf(one))).filter(item => item.kind === 'set');
    this.#branches = body.kind === 'branches' ? body.branches : [];
    this.#given = guard && holdsWhenFired(reaction, guard) ? [[guard, true]] : [];
    const expressions = conditionsOf(reaction);
    const triggers = trigger.kind === 'any' ? [...new Set(trigger.messages.map(ref => ref.message))] : [undefined];
    this.#views = triggers.map(message => {
      const scope = { names, participant, message: message ?? trigger.messages[0]?.message };
      return {
        message,
        conditions: new Conditions({ ...scope, reached }, expressions),
        unbounded: new Conditions({ ...scope, reached: new Map() }, expressions),
      };
    });
  }

  findings(): (GuardNever | GuardGap)[] {
    const { guard } = this.#reaction;
    if (guard && this.#isNever([[guard, true]])) {
      const reason = this.#neverSet([[guard, true]]) ?? { kind: 'contradiction' };
      return [{ code: 'guard-never', reaction: this.#reaction, reason, span: guard.span, about: this.#places(reason) }];
    }
    if (guard && !this.#comes([[guard, true]])) {
      const { nameSpan } = this.#reaction;
      const reason = { kind: 'never-carried' } as const;
      return [{ code: 'guard-never', reaction: this.#reaction, reason, span: guard.span, about: [nameSpan] }];
    }
    return [...this.#branches.flatMap((branch, index) => this.#findNever(branch, index)), ...this.#findGap()];
  }

  #findNever(branch: Branch, index: number): GuardNever[] {
    // An `else` that does nothing is deliberate.
    if (!branch.guard && branch.outcome.alternatives.every(({ items }) => items.length === 0)) return [];
    const own: readonly Ask[] = branch.guard ? [[branch.guard, true]] : [];
    const earlier = this.#branches.slice(0, index);
    const all = [...own, ...this.#given, ...earlier.flatMap(isPassed)];
    const isNever = this.#isNever(all);
    if (!isNever && this.#comes(all)) return [];
    const reason = isNever ? this.#reasonOf(own, earlier, all) : ({ kind: 'never-carried' } as const);
    const span = branch.guard?.span ?? branch.span;
    return [{ code: 'guard-never', reaction: this.#reaction, branch, reason, span, about: this.#places(reason) }];
  }

  #reasonOf(own: readonly Ask[], earlier: readonly Branch[], all: readonly Ask[]): GuardNever['reason'] {
    if (own.length > 0) {
      if (this.#isNever(own)) return this.#neverSet(own) ?? { kind: 'contradiction' };
      if (this.#isNever([...own, ...this.#given])) return this.#neverSet([...own, ...this.#given]) ?? { kind: 'guard' };
      const by = earlier.find(one => this.#isNever([...own, ...this.#given, ...isPassed(one)]));
      if (by?.guard) {
        const movable = !this.#isNever([[by.guard, true], ...this.#given, ...own.map(isNot)]);
        return { kind: 'branch', by, movable };
      }
    }
    return this.#neverSet(all) ?? { kind: 'earlier-branches' };
  }

  #findGap(): GuardGap[] {
    const last = this.#branches.at(-1);
    const { body } = this.#reaction;
    // With `else retry`, what no branch matches waits until one does.
    if (body.kind === 'branches' && body.retry) return [];
    if (!last || this.#branches.some(({ guard }) => !guard)) return [];
    const asks = [...this.#given, ...this.#branches.flatMap(isPassed)];
    for (const { message, conditions } of this.#views) {
      const example = conditions.example(asks);
      if (!example || !this.#comes(asks)) continue;
      const reaction = this.#reaction;
      const finding = { code: 'guard-gap', reaction, example, last, span: reaction.headSpan } as const;
      return [{ ...finding, ...(message === undefined ? {} : { message }), about: [reaction.nameSpan] }];
    }
    return [];
  }

  /** Whether any content with which the messages come answers so. */
  #comes(asks: readonly Ask[]): boolean {
    const [holds, fails] = [true, false].map(so => asks.flatMap(([one, truth]) => (truth === so ? [one] : [])));
    return this.#contents?.canBe(this.#reaction, holds ?? [], fails ?? []) ?? true;
  }

  #isNever(asks: readonly Ask[]): boolean {
    return this.#views.every(({ conditions }) => conditions.areImpossible(asks));
  }

  /** If other values of the states would make it true: those that nothing sets. */
  #neverSet(asks: readonly Ask[]): GuardNever['reason'] | undefined {
    const needed = this.#views[0]?.unbounded.statesOf(asks) ?? [];
    const lacking = needed.filter(({ name, value }) => this.#reached.get(name)?.includes(value) === false);
    if (lacking.length === 0) return undefined;
    const states = lacking.map(({ name, value, declared }) => {
      const set = this.#settings.find(item => item.state === name && isSame(constantOf(item.value), value));
      return { name, value: stateText(value), declared, ...(set ? { set: set.span } : {}) };
    });
    return { kind: 'never-set', states };
  }

  #places(reason: GuardNever['reason']): readonly Span[] {
    const states = reason.kind === 'never-set' ? reason.states.map(({ declared }) => declared) : [];
    return [this.#reaction.nameSpan, ...states];
  }
}

interface View {
  readonly message: string | undefined;
  /** With the values that states can reach. */
  readonly conditions: Conditions;
  /** With all values of their types. */
  readonly unbounded: Conditions;
}

function isPassed({ guard }: Branch): readonly Ask[] {
  return guard ? [[guard, false]] : [];
}

function isNot([expression, holds]: Ask): Ask {
  return [expression, !holds];
}

export interface GuardNever extends FindingBase {
  readonly code: 'guard-never';
  readonly reaction: Reaction;
  /** The branch that is never taken; absent if the guard of the reaction itself is never true. */
  readonly branch?: Branch;
  readonly reason:
    /** No values make it true. */
    | { readonly kind: 'contradiction' }
    /** The messages come, but never with what would make it true. */
    | { readonly kind: 'never-carried' }
    /** It needs these values of states, and nothing sets them. */
    | {
        readonly kind: 'never-set';
        readonly states: readonly {
          readonly name: string;
          readonly value: string;
          readonly declared: Span;
          /** The place of the assignment, which never happens either. */
          readonly set?: Span;
        }[];
      }
    /** It is never true when the reaction fires. */
    | { readonly kind: 'guard' }
    /** Whenever it is true, this earlier branch is taken. `movable`: in front of that one it would sometimes be taken. */
    | { readonly kind: 'branch'; readonly by: Branch; readonly movable: boolean }
    /** The earlier branches together cover every case. */
    | { readonly kind: 'earlier-branches' };
}

export interface GuardGap extends FindingBase {
  readonly code: 'guard-gap';
  readonly reaction: Reaction;
  /** An example on which no branch matches. */
  readonly example: readonly Given[];
  /** The trigger of the example, if there are several. */
  readonly message?: string;
  readonly last: Branch;
}
