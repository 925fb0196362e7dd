/** `conflicting-effects`: one delivery can fire two reactions of a service with conflicting effects. */
import { namesOf } from '@choreo/model';
import type { Choreography, Participant, Reaction } from '@choreo/model';
import { carriersOf } from '../../graph/channels.ts';
import type { Carriers } from '../../graph/channels.ts';
import type { Liveness } from '../../graph/liveness.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import type { ReactionChoice } from '../../graph/reaction-steps.ts';
import { Conditions } from '../../satisfiability/conditions.ts';
import { reachedValues } from '../../satisfiability/reached-values.ts';
import type { FindingBase } from '../../typing/finding-base.ts';
import { Precedence } from '../ordering/precedence.ts';
import { candidatesOf } from './effects.ts';
import type { Candidate, Conflict } from './effects.ts';

/** How many reactions to one message are compared. */
const mostCompared = 30;
/** How many conflicts of two reactions are checked. */
const mostCandidates = 100;

/** All guards and expressions see the state before the delivery, so that neither reaction sees what the other does. */
export function findConflictingEffects(
  choreography: Choreography,
  graph: MessageGraph,
  liveness: Liveness,
  isSound: (reaction: Reaction) => boolean,
): ConflictingEffects[] {
  const carriers = carriersOf(choreography);
  const precedence = new Precedence(graph, liveness);
  return choreography.participants.flatMap(participant => {
    const reactions = participant.reactions.filter(reaction => !reaction.broken && isSound(reaction));
    if (participant.kind !== 'service' || reactions.length < 2) return [];
    return new Comparison(choreography, participant, carriers, graph, precedence).findings(reactions);
  });
}

class Comparison {
  readonly #choreography: Choreography;
  readonly #participant: Participant;
  readonly #carriers: Carriers;
  readonly #graph: MessageGraph;
  readonly #precedence: Precedence;
  #reached: ReturnType<typeof reachedValues> | undefined;

  constructor(
    choreography: Choreography,
    participant: Participant,
    carriers: Carriers,
    graph: MessageGraph,
    precedence: Precedence,
  ) {
    this.#choreography = choreography;
    this.#participant = participant;
    this.#carriers = carriers;
    this.#graph = graph;
    this.#precedence = precedence;
  }

  /** For each reaction its conflicts with the first earlier one that it conflicts with. */
  findings(reactions: readonly Reaction[]): ConflictingEffects[] {
    const before = new Map<string, Reaction[]>();
    const found: ConflictingEffects[] = [];
    for (const reaction of reactions) {
      const finding = this.#firstConflict(reaction, before);
      if (finding) found.push(finding);
      for (const message of messagesOf(reaction)) {
        const others = before.get(message);
        if (!others) before.set(message, [reaction]);
        else if (others.length < mostCompared) others.push(reaction);
      }
    }
    return found;
  }

  #firstConflict(reaction: Reaction, before: ReadonlyMap<string, readonly Reaction[]>): ConflictingEffects | undefined {
    for (const message of messagesOf(reaction)) {
      for (const other of before.get(message) ?? []) {
        const finding = this.#compare(other, reaction, message);
        if (finding) return finding;
      }
    }
    return undefined;
  }

  #compare(other: Reaction, reaction: Reaction, message: string): ConflictingEffects | undefined {
    const names = namesOf(this.#choreography);
    const candidates = candidatesOf(other, reaction, message, this.#carriers, names).slice(0, mostCandidates);
    if (candidates.length === 0 || ![other, reaction].every(one => this.#canFireOn(message, one))) return undefined;
    const conflicts = this.#possibleOf(candidates, message);
    if (conflicts.length === 0) return undefined;
    const places = { span: reaction.nameSpan, about: [other.nameSpan] };
    return { code: 'conflicting-effects', reaction, other, message, conflicts, ...places };
  }

  /** One for each subject. */
  #possibleOf(candidates: readonly Candidate[], message: string): readonly Conflict[] {
    this.#reached ??= reachedValues(this.#participant);
    const names = namesOf(this.#choreography);
    const scope = { names, participant: this.#participant, message, reached: this.#reached };
    const conditions = new Conditions(
      scope,
      candidates.flatMap(({ asks }) => asks.map(([expression]) => expression)),
    );
    const found = new Map<string, Conflict>();
    for (const { conflict, about, asks } of candidates) {
      if (!found.has(about) && !conditions.areImpossible(asks)) found.set(about, conflict);
    }
    return [...found.values()];
  }

  /**
   * Whether the other messages of a join can be there when the message arrives. A message that can only come from what this
   * service does with the arriving message cannot.
   */
  #canFireOn(message: string, reaction: Reaction): boolean {
    if (reaction.trigger.kind !== 'all') return true;
    const others = messagesOf(reaction).filter(one => one !== message);
    if (others.length === 0) return true;
    const own = new Set<ReactionChoice>(
      (this.#graph.stepsOn.get(message) ?? []).flatMap(index => {
        const step = this.#graph.steps[index];
        return step?.reaction.participant === this.#participant.name ? step.choices : [];
      }),
    );
    return others.every(one => this.#precedence.canComeWithout(one, own, message));
  }
}

function messagesOf({ trigger }: Reaction): readonly string[] {
  return [...new Set(trigger.messages.map(ref => ref.message))];
}

export interface ConflictingEffects extends FindingBase {
  readonly code: 'conflicting-effects';
  readonly reaction: Reaction;
  /** The earlier one. */
  readonly other: Reaction;
  /** The message on which both fire. */
  readonly message: string;
  /** At least one. */
  readonly conflicts: readonly Conflict[];
}
