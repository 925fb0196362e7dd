/** Which reactions of a service, fired by one delivery, lead to different states in different orders. */
import type { Alternative, Choreography, Emission, Participant, Reaction } from '@choreo/model';
import { carriersOf } from '../../graph/channels.ts';
import type { Carriers } from '../../graph/channels.ts';
import { effectConflicts } from '../../graph/effect-conflicts.ts';
import type { EffectConflict } from '../../graph/effect-conflicts.ts';
import { waysOf } from '../../satisfiability/ways.ts';
import { expressionText } from '../../text/expression-text.ts';
import { contentsText } from '../../text/outcome-text.ts';

/** The number of orders of two reactions, of three, and so on. If there are more than five, five are put in every order. */
export const ordersOf = [2, 6, 24, 120] as const;

/** By reaction: those whose effects do not commute with its own. Reactions without any are left out. */
export type Conflicts = ReadonlyMap<Reaction, ReadonlySet<Reaction>>;

export function conflictsIn(choreography: Choreography, { reactions }: Participant): Conflicts {
  const conflicts = new Map<Reaction, Set<Reaction>>();
  if (reactions.length < 2) return conflicts;
  const carriers = firstCarriers(choreography);
  const alternatives = reactions.map(alternativesOf);
  reactions.forEach((one, index) => {
    reactions.slice(0, index).forEach((other, before) => {
      const [own, others] = [alternatives[index], alternatives[before]];
      if (!own || !others || !canFireTogether(one, other) || commute(own, others, carriers)) return;
      conflicts.set(one, (conflicts.get(one) ?? new Set()).add(other));
      conflicts.set(other, (conflicts.get(other) ?? new Set()).add(one));
    });
  });
  return conflicts;
}

/** A message travels through the first channel that carries it. */
function firstCarriers(choreography: Choreography): Carriers {
  return new Map(Array.from(carriersOf(choreography), ([message, channels]) => [message, channels.slice(0, 1)]));
}

/** What a delivery leads to. When a join gives up, that is a step of its own. */
function alternativesOf(reaction: Reaction): readonly Alternative[] {
  return waysOf(reaction)
    .filter(({ on }) => on === 'delivery')
    .flatMap(({ outcome }) => outcome.alternatives);
}

function canFireTogether(one: Reaction, other: Reaction): boolean {
  const taken = new Set(one.trigger.messages.map(({ message }) => message));
  return other.trigger.messages.some(({ message }) => taken.has(message));
}

function commute(some: readonly Alternative[], others: readonly Alternative[], carriers: Carriers): boolean {
  return some.every(one => others.every(other => effectConflicts(one, other, carriers).every(hasEqualEffects)));
}

/** Both set a state to the same value, or both emit the same message. */
function hasEqualEffects(conflict: EffectConflict): boolean {
  switch (conflict.kind) {
    case 'state':
      return expressionText(conflict.first.value) === expressionText(conflict.second.value);
    case 'timer':
      return false;
    case 'channel':
      return carriedBy(conflict.first) === carriedBy(conflict.second);
    default:
      return conflict satisfies never;
  }
}

/** A message and what it carries. */
function carriedBy({ message, contents }: Emission): string {
  return contents ? `${message} ${contentsText(contents)}` : message;
}
