/** What two reactions to one delivery do that does not go together. */
import type { Alternative, Assignment, Cancellation, Channel, Emission, Expression, Reaction } from '@choreo/model';
import type { Leaf } from '../../expressions/evaluate.ts';
import { statesIn } from '../../expressions/leaves.ts';
import type { Carriers } from '../../graph/channels.ts';
import type { Ask } from '../../satisfiability/conditions.ts';
import { keyOf } from '../../satisfiability/expression-key.ts';
import { waysOf } from '../../satisfiability/ways.ts';

export type Conflict =
  /** `isSame`: they set it to the same expression, which reads it as it was before both. */
  | {
      readonly kind: 'state';
      readonly state: string;
      readonly first: Assignment;
      readonly second: Assignment;
      readonly isSame: boolean;
    }
  | {
      readonly kind: 'timer';
      readonly starter: Reaction;
      readonly start: Emission;
      readonly canceller: Reaction;
      readonly cancel: Cancellation;
    }
  | { readonly kind: 'channel'; readonly channel: Channel; readonly first: Emission; readonly second: Emission };

/** A conflict that comes about where all of this holds together. */
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

export function candidatesOf(first: Reaction, second: Reaction, message: string, carriers: Carriers): Candidate[] {
  const [ones, others] = [first, second].map(effectsOf);
  return (ones ?? []).flatMap(one => (others ?? []).flatMap(other => candidatesIn(one, other, message, carriers)));
}

function effectsOf(reaction: Reaction): readonly Effects[] {
  return waysOf(reaction)
    .filter(({ on }) => on === 'delivery')
    .flatMap(({ outcome, asks }) => outcome.alternatives.map(alternative => ({ reaction, asks, alternative })));
}

function candidatesIn(one: Effects, other: Effects, message: string, carriers: Carriers): Candidate[] {
  const asks = [...one.asks, ...other.asks];
  const plain = [
    ...timerConflicts(one, other),
    ...timerConflicts(other, one),
    ...channelConflicts(one, other, carriers),
  ];
  return [
    ...stateConflicts(one, other, message, asks),
    ...plain.map(conflict => ({ conflict, about: subjectOf(conflict), asks })),
  ];
}

function stateConflicts(one: Effects, other: Effects, message: string, asks: readonly Ask[]): Candidate[] {
  const [firsts, seconds] = [one, other].map(({ alternative }) => lastSets(alternative));
  return [...(firsts ?? [])].flatMap(([state, first]): Candidate[] => {
    const second = seconds?.get(state);
    if (!second) return [];
    const [key, otherKey] = [first, second].map(({ value }) => keyOf(value, nameIn(message), false));
    const isSame = key === otherKey;
    if (isSame && !statesIn([first.value]).has(state)) return [];
    const conflict = { kind: 'state', state, first, second, isSame } as const;
    const differ: readonly Ask[] = isSame ? [] : [[unequal(first.value, second.value), true]];
    return [{ conflict, about: subjectOf(conflict), asks: [...asks, ...differ] }];
  });
}

/** Of two that set one state in an alternative, the last one counts. */
function lastSets({ items }: Alternative): ReadonlyMap<string, Assignment> {
  return new Map(
    items.flatMap(item => (item.kind === 'set' && item.state !== undefined ? [[item.state, item] as const] : [])),
  );
}

const nameIn =
  (message: string) =>
  (leaf: Leaf): string =>
    leaf.kind === 'state' ? `state ${leaf.name}` : `${leaf.message ?? message} ${leaf.path.join('.')}`;

function unequal(left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator: '!=', left, right, span: right.span };
}

function timerConflicts(starting: Effects, cancelling: Effects): Conflict[] {
  const cancels = cancelling.alternative.items.filter(item => item.kind === 'cancel');
  return emissionsIn(starting).flatMap(start => {
    const cancel = start.after && cancels.find(({ message }) => message === start.message);
    if (!cancel) return [];
    return [{ kind: 'timer', starter: starting.reaction, start, canceller: cancelling.reaction, cancel }];
  });
}

/** What is emitted after a while comes in an order of its own. */
function channelConflicts(one: Effects, other: Effects, carriers: Carriers): Conflict[] {
  const [firsts, seconds] = [one, other].map(effects => emissionsIn(effects).filter(({ after }) => !after));
  return (firsts ?? []).flatMap(first =>
    (carriers.get(first.message) ?? []).flatMap((channel): Conflict[] => {
      const second = channel.orderedBy && seconds?.find(({ message }) => carriers.get(message)?.includes(channel));
      return second ? [{ kind: 'channel', channel, first, second }] : [];
    }),
  );
}

function emissionsIn({ alternative }: Effects): readonly Emission[] {
  return alternative.items.filter(item => item.kind === 'emit');
}

function subjectOf(conflict: Conflict): string {
  switch (conflict.kind) {
    case 'state':
      return `state ${conflict.state}`;
    case 'timer':
      return `timer ${conflict.start.message}`;
    case 'channel':
      return `channel ${conflict.channel.name}`;
    default:
      return conflict satisfies never;
  }
}
