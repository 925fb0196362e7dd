/** The conflicts that two reactions to one message can have, each with the conditions under which it comes about. */
import { filledFields } from '@choreo/model';
import type { Alternative, Emission, Expression, Names, Reaction } from '@choreo/model';
import type { Leaf } from '../../expressions/evaluate.ts';
import { statesIn } from '../../expressions/leaves.ts';
import type { Carriers } from '../../graph/channels.ts';
import { effectConflicts, subjectOf } from '../../graph/effect-conflicts.ts';
import type { EffectConflict } from '../../graph/effect-conflicts.ts';
import type { Ask } from '../../satisfiability/conditions.ts';
import { keyOf } from '../../satisfiability/expression-key.ts';
import { waysOf } from '../../satisfiability/ways.ts';

type Of<Kind extends EffectConflict['kind']> = Extract<EffectConflict, { kind: Kind }>;

export type Conflict =
  /** `isSame`: both set it to the same expression, which reads the state as it was before. */
  | (Of<'state'> & { readonly isSame: boolean })
  | (Omit<Of<'timer'>, 'starter'> & { readonly starter: Reaction; readonly canceller: Reaction })
  | Of<'channel'>;

/** A conflict that happens if all conditions hold together. */
export interface Candidate {
  readonly conflict: Conflict;
  /** The same for conflicts about the same thing. */
  readonly about: string;
  readonly asks: readonly Ask[];
}

interface Effects {
  readonly reaction: Reaction;
  readonly asks: readonly Ask[];
  readonly alternative: Alternative;
}

export function candidatesOf(
  first: Reaction,
  second: Reaction,
  message: string,
  carriers: Carriers,
  names: Names,
): Candidate[] {
  const [ones, others] = [first, second].map(effectsOf);
  return (ones ?? []).flatMap(one =>
    (others ?? []).flatMap(other => candidatesIn(one, other, message, carriers, names)),
  );
}

function effectsOf(reaction: Reaction): readonly Effects[] {
  return waysOf(reaction)
    .filter(({ on }) => on === 'delivery')
    .flatMap(({ outcome, asks }) => outcome.alternatives.map(alternative => ({ reaction, asks, alternative })));
}

/** One for each subject. */
function candidatesIn(
  one: Effects,
  other: Effects,
  message: string,
  carriers: Carriers,
  names: Names,
): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const found of effectConflicts(one.alternative, other.alternative, carriers)) {
    const about = subjectOf(found);
    const candidate = candidates.has(about) ? undefined : candidateOf(found, one, other, message, names);
    if (candidate) candidates.set(about, candidate);
  }
  return [...candidates.values()];
}

/** Undefined for two equal assignments whose value does not depend on the state, and for two equal messages: their order makes no difference. */
function candidateOf(
  found: EffectConflict,
  one: Effects,
  other: Effects,
  message: string,
  names: Names,
): Candidate | undefined {
  const about = subjectOf(found);
  const asks = [...one.asks, ...other.asks];
  switch (found.kind) {
    case 'state': {
      const { state, first, second } = found;
      const [key, otherKey] = [first, second].map(({ value }) => keyOf(value, nameIn(message), false));
      const isSame = key === otherKey;
      if (isSame && !statesIn([first.value]).has(state)) return undefined;
      const differ: readonly Ask[] = isSame ? [] : [[unequal(first.value, second.value), true]];
      return { conflict: { ...found, isSame }, about, asks: [...asks, ...differ] };
    }
    case 'timer': {
      const [starter, canceller] = found.starter === 'first' ? [one, other] : [other, one];
      return { conflict: { ...found, starter: starter.reaction, canceller: canceller.reaction }, about, asks };
    }
    case 'channel': {
      const [carried, otherCarried] = [
        carriedBy(found.first, one.reaction, message, names),
        carriedBy(found.second, other.reaction, message, names),
      ];
      const isSame = found.first.message === found.second.message && carried !== undefined && carried === otherCarried;
      return isSame ? undefined : { conflict: found, about, asks };
    }
    default:
      return found satisfies never;
  }
}

/** The same text for messages that carry the same; undefined where the handler gives some of it. The case decides the key. */
function carriedBy(emission: Emission, reaction: Reaction, message: string, names: Names): string | undefined {
  const declared = names.messages.get(emission.message);
  const given = new Map(
    filledFields(emission, reaction, names).map(({ field, value }) => [field, keyOf(value, nameIn(message), false)]),
  );
  const fields = declared ? names.allFields(declared).filter(({ key }) => !key) : [];
  if (!declared || fields.some(field => !given.has(field))) return undefined;
  return JSON.stringify(fields.map(field => given.get(field)));
}

const nameIn =
  (message: string) =>
  (leaf: Leaf): string =>
    leaf.kind === 'state' ? `state ${leaf.name}` : `${leaf.message ?? message} ${leaf.path.join('.')}`;

function unequal(left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator: '!=', left, right, span: right.span };
}
