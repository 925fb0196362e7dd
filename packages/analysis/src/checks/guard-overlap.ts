/** `guard-overlap`: two unlabelled reactions of one service with guards can both fire on one message. */
import { namesOf } from '@choreo/model';
import type { Choreography, Expression, Participant, Reaction } from '@choreo/model';
import { Conditions } from '../satisfiability/conditions.ts';
import type { Given } from '../satisfiability/conditions.ts';
import { reachedValues } from '../satisfiability/reached-values.ts';
import type { FindingBase } from '../typing/finding-base.ts';

/** How many reactions to one message are compared. */
const mostCompared = 30;

type Guarded = Reaction & { readonly guard: Expression };

/**
 * Guards make two reactions look like alternatives, while labels say that each is independent. Joins are not compared: a join
 * only collects its messages, whatever else they do.
 */
export function findGuardOverlaps(
  choreography: Choreography,
  isSound: (reaction: Reaction) => boolean,
): GuardOverlap[] {
  return choreography.participants.flatMap(participant => {
    const guarded = participant.reactions.filter(isGuarded).filter(isSound);
    if (guarded.length < 2) return [];
    const byMessage = new Map<string, Guarded[]>();
    for (const reaction of guarded) {
      for (const message of new Set(reaction.trigger.messages.map(ref => ref.message))) {
        const others = byMessage.get(message);
        if (others) others.push(reaction);
        else byMessage.set(message, [reaction]);
      }
    }
    const found = [...byMessage].flatMap(([message, reactions]) =>
      reactions.length < 2 ? [] : overlapsOn(message, reactions, participant, choreography),
    );
    const reported = new Set<Reaction>();
    return found.filter(({ reaction }) => !reported.has(reaction) && reported.add(reaction));
  });
}

function isGuarded(reaction: Reaction): reaction is Guarded {
  return (
    reaction.label === undefined && reaction.guard !== undefined && reaction.trigger.kind !== 'all' && !reaction.broken
  );
}

/** For each reaction its overlap with the first earlier one that it overlaps with. */
function overlapsOn(
  message: string,
  reactions: readonly Guarded[],
  participant: Participant,
  choreography: Choreography,
): GuardOverlap[] {
  const compared = reactions.slice(0, mostCompared);
  const scope = { names: namesOf(choreography), participant, message, reached: reachedValues(participant) };
  return compared.flatMap((reaction, index): GuardOverlap[] => {
    for (const other of compared.slice(0, index)) {
      const conditions = new Conditions(scope, [other.guard, reaction.guard]);
      const example = conditions.example([
        [other.guard, true],
        [reaction.guard, true],
      ]);
      if (!example) continue;
      const places = { span: reaction.guard.span, about: [reaction.nameSpan, other.nameSpan] };
      return [{ code: 'guard-overlap', reaction, other, message, example, ...places }];
    }
    return [];
  });
}

export interface GuardOverlap extends FindingBase {
  readonly code: 'guard-overlap';
  readonly reaction: Reaction;
  /** The earlier one. */
  readonly other: Reaction;
  /** The message on which both fire. */
  readonly message: string;
  readonly example: readonly Given[];
}
