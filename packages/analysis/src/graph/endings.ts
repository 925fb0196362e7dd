/** Which alternatives can happen only a bounded number of times in a case, so that no circle goes on through them. */
import type { Choreography } from '@choreo/model';
import type { Ending } from '../finding.ts';
import { componentsOf } from './components.ts';
import type { CircleGraph } from './circle-graph.ts';
import type { MessageGraph } from './message-graph.ts';
import { strictMoves } from './state-moves.ts';
import type { Choice, Step } from './steps.ts';

export type Endings = ReadonlyMap<Choice, Ending>;

export function endingsOf(choreography: Choreography, graph: MessageGraph, circles: CircleGraph): Endings {
  const endings = new Map<Choice, Ending>();
  const stepsByParticipant = Map.groupBy(graph.steps, step => step.reaction.participant);
  for (const participant of choreography.participants) {
    if (participant.states.length === 0) continue;
    const steps = stepsByParticipant.get(participant.name) ?? [];
    const moves = strictMoves(participant, steps);
    for (const step of steps) {
      for (const choice of step.choices) {
        const state = moves.get(choice);
        if (state !== undefined) endings.set(choice, { kind: 'state', reaction: step.reaction, state });
      }
    }
  }
  const bounded = boundedMessages(graph, circles);
  for (const step of graph.steps) {
    const ending = endingOf(step, bounded);
    if (ending) for (const choice of step.choices) endings.set(choice, ending);
  }
  return endings;
}

function endingOf(step: Step, bounded: ReadonlySet<string>): Ending | undefined {
  const { reaction } = step;
  if (step.part === 'body' && reaction.atMost) return { kind: 'at-most', reaction, times: reaction.atMost.times };
  if (step.needs !== 'all' || step.takes.length < 2) return undefined;
  const message = step.takes.find(ref => bounded.has(ref.message))?.message;
  return message === undefined ? undefined : { kind: 'join', reaction, message };
}

/** Messages that are on no circle and come, directly or not, from entries that happen a bounded number of times. */
function boundedMessages(graph: MessageGraph, circles: CircleGraph): ReadonlySet<string> {
  const bounded = new Set<string>();
  const components = componentsOf(circles.size, circles.edges).reverse();
  const unbounded = new Set<number>();
  const isSingle = (multiplicity: string) => multiplicity === 'one' || multiplicity === 'optional';
  for (const component of components) {
    const [node] = component;
    if (node === undefined) continue;
    const circular = component.length > 1 || circles.edges(node).includes(node);
    for (const member of component) {
      const step = circles.stepOf(member);
      if (step) {
        const many =
          step.needs === 'all'
            ? step.takes.length > 0 && step.takes.every(({ message }) => !bounded.has(message))
            : step.takes.some(({ message }) => !bounded.has(message));
        if (circular || many || step.reaction.broken) unbounded.add(member);
        for (const { emissions } of step.choices) {
          for (const { message, multiplicity } of emissions) {
            const target = circles.nodeOf(message);
            if (target !== undefined && (unbounded.has(member) || !isSingle(multiplicity))) unbounded.add(target);
          }
        }
        continue;
      }
      const message = circles.messageOf(member);
      if (message === undefined || circular || unbounded.has(member)) continue;
      if (graph.entries.get(message)?.bounded !== false) bounded.add(message);
    }
  }
  return bounded;
}
