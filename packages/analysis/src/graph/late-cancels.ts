/**
 * Which `cancel` comes too late where its timer has gone off before. None does where the service remembers which of the two came first: the
 * reaction that cancels and what takes the timer's message each ask a state that the other sets. Nor where the answer comes only of the
 * timer's message: then the timer paces what it causes, and nothing was to come before it.
 */
import type { Cancellation, Choreography } from '@choreo/model';
import { statesIn } from '../expressions/leaves.ts';
import { livenessOf } from './liveness.ts';
import type { Liveness } from './liveness.ts';
import { messageGraphOf } from './message-graph.ts';
import type { MessageGraph } from './message-graph.ts';
import type { ReactionChoice, ReactionStep } from './reaction-steps.ts';

const known = new WeakMap<Choreography, ReadonlySet<Cancellation>>();

export function lateCancelsOf(choreography: Choreography): ReadonlySet<Cancellation> {
  let late = known.get(choreography);
  if (!late) known.set(choreography, (late = findLateCancels(choreography)));
  return late;
}

function findLateCancels(choreography: Choreography): ReadonlySet<Cancellation> {
  const graph = messageGraphOf(choreography);
  const withouts = new Map<string, Liveness>();
  const without = (timer: string): Liveness => {
    const found = withouts.get(timer) ?? livenessOf(graph, timer);
    withouts.set(timer, found);
    return found;
  };
  const late = new Set<Cancellation>();
  graph.steps.forEach((step, index) => {
    // A join that gives up is no answer.
    if (step.part === 'within') return;
    for (const choice of step.choices) {
      for (const item of choice.alternative.items) {
        if (item.kind !== 'cancel' || isRemembered(graph, step, choice, item.message)) continue;
        if (without(item.message).isLive(index)) late.add(item);
      }
    }
  });
  return late;
}

/** Whether everything that takes the timer's message asks what the answer sets, and sets what the answer asks. */
function isRemembered(graph: MessageGraph, answer: ReactionStep, choice: ReactionChoice, timer: string): boolean {
  const takers = (graph.stepsOn.get(timer) ?? []).flatMap(index => graph.steps[index] ?? []);
  // A reaction without an outcome does what the model does not say.
  const isTold = takers.length > 0 && takers.every(({ choices }) => choices.length > 0);
  if (!isTold || graph.exits.has(timer)) return false;
  const acting = takers.flatMap(({ choices }) => choices).filter(({ alternative }) => alternative.items.length > 0);
  return (
    takers.every(({ reaction }) => reaction.participant === answer.reaction.participant) &&
    acting.every(taken => asksWhatIsSetBy(taken, choice) && asksWhatIsSetBy(choice, taken))
  );
}

function asksWhatIsSetBy({ holds, fails }: ReactionChoice, { assignments }: ReactionChoice): boolean {
  const asked = statesIn([...holds, ...fails]);
  return assignments.some(({ state }) => state !== undefined && asked.has(state));
}
