/** Which alternatives can happen only a bounded number of times in a case, so that every cycle through them ends. */
import type { Choreography, Reaction } from '@choreo/model';
import { componentsOf } from '../components.ts';
import type { MessageGraph } from '../message-graph.ts';
import type { ReactionChoice, ReactionStep } from '../reaction-steps.ts';
import type { CycleGraph } from './cycle-graph.ts';
import { strictMoves } from './state-moves.ts';

export type Endings = ReadonlyMap<ReactionChoice, Ending>;

/** `circular`: the nodes on cycles; no other node needs an ending. */
export function endingsOf(
  choreography: Choreography,
  graph: MessageGraph,
  cycles: CycleGraph,
  circular: readonly number[],
): Endings {
  const endings = new Map<ReactionChoice, Ending>();
  const turning = circular.flatMap(node => cycles.stepOf(node) ?? []);
  const owners = new Set(turning.map(step => step.reaction.participant));
  const stepsByOwner = Map.groupBy(
    graph.steps.filter(step => owners.has(step.reaction.participant)),
    step => step.reaction.participant,
  );
  for (const participant of choreography.participants) {
    const steps = stepsByOwner.get(participant.name);
    if (!steps || participant.states.length === 0) continue;
    const moves = strictMoves(participant, steps);
    for (const step of steps) {
      for (const choice of step.choices) {
        const state = moves.get(choice);
        if (state !== undefined) endings.set(choice, { kind: 'state', reaction: step.reaction, state });
      }
    }
  }
  const bounded = turning.some(isJoin) ? boundedMessages(graph, cycles) : new Set<string>();
  for (const step of turning) {
    const ending = endingOf(step, bounded);
    if (ending) for (const choice of step.choices) endings.set(choice, ending);
  }
  return endings;
}

function isJoin(step: ReactionStep): boolean {
  return step.needs === 'all' && step.takes.length > 1;
}

function endingOf(step: ReactionStep, bounded: ReadonlySet<string>): Ending | undefined {
  const { reaction } = step;
  if (step.part === 'body' && reaction.atMost) return { kind: 'at-most', reaction, times: reaction.atMost.times };
  if (!isJoin(step)) return undefined;
  const message = step.takes.find(ref => bounded.has(ref.message))?.message;
  return message === undefined ? undefined : { kind: 'join', reaction, message };
}

/** Messages that are on no cycle and come, directly or indirectly, from entries that happen a bounded number of times. */
function boundedMessages(graph: MessageGraph, cycles: CycleGraph): ReadonlySet<string> {
  const bounded = new Set<string>();
  const components = componentsOf(cycles.size, cycles.edges).reverse();
  const unbounded = new Set<number>();
  const isSingle = (multiplicity: string) => multiplicity === 'one' || multiplicity === 'optional';
  for (const component of components) {
    const [node] = component;
    if (node === undefined) continue;
    const circular = component.length > 1 || cycles.edges(node).includes(node);
    for (const member of component) {
      const step = cycles.stepOf(member);
      if (step) {
        const many =
          step.needs === 'all'
            ? step.takes.length > 0 && step.takes.every(({ message }) => !bounded.has(message))
            : step.takes.some(({ message }) => !bounded.has(message));
        if (circular || many || step.reaction.broken) unbounded.add(member);
        for (const { emissions } of step.choices) {
          for (const { message, multiplicity } of emissions) {
            const target = cycles.nodeOf(message);
            if (target !== undefined && (unbounded.has(member) || !isSingle(multiplicity))) unbounded.add(target);
          }
        }
        continue;
      }
      const message = cycles.messageOf(member);
      if (message === undefined || circular || unbounded.has(member)) continue;
      if (graph.entries.get(message)?.bounded !== false) bounded.add(message);
    }
  }
  return bounded;
}

/** Why a cycle ends. */
export type Ending =
  | { readonly kind: 'at-most'; readonly reaction: Reaction; readonly times: number }
  | { readonly kind: 'state'; readonly reaction: Reaction; readonly state: string }
  | { readonly kind: 'join'; readonly reaction: Reaction; readonly message: string };
