/** States whose last value depends on which of two messages arrives last. */
import type { Participant } from '@choreo/model';
import { statesIn } from '../../expressions/leaves.ts';
import { evaluate } from '../../expressions/evaluate.ts';
import type { Known } from '../../expressions/value.ts';
import type { ReactionStep } from '../../graph/reaction-steps.ts';
import type { OrderSensitive } from './message-order.ts';
import { mostWriters, writersOf } from './races.ts';
import type { Writer, Races } from './races.ts';

export function lastWrites({ states }: Participant, steps: readonly ReactionStep[], races: Races): OrderSensitive[] {
  return states.flatMap(({ name }) => {
    const writers = writersOf(steps, name, value => value !== undefined)
      .filter(({ step }) => step.needs === 'any' && step.part === 'body' && isBlind(step, name))
      .slice(0, mostWriters);
    for (const [index, first] of writers.entries()) {
      for (const second of writers.slice(index + 1)) {
        if (first.step === second.step || valueOf(first, name) === valueOf(second, name)) continue;
        for (const early of second.step.takes) {
          const one = races.overtaking(early, [first]);
          // If one cannot come without the other, their order is known.
          if (!one || !races.overtaking(one.late, [second])) continue;
          return [races.finding(second.step.reaction, one, { kind: 'last-write', state: name })];
        }
      }
    }
    return [];
  });
}

/** Whether every alternative sets the state to one value, whatever it was before. */
function isBlind({ choices }: ReactionStep, state: string): boolean {
  const values = choices.map(({ assignments }) => {
    const assignment = assignments.findLast(one => one.state === state);
    return assignment && evaluate(assignment.value, '', undefined);
  });
  return (
    values.every(value => value !== undefined && value === values[0]) &&
    choices.every(({ holds, fails }) => statesIn([...holds, ...fails]).size === 0)
  );
}

function valueOf({ choice }: Writer, state: string): Known {
  const assignment = choice.assignments.findLast(one => one.state === state);
  return assignment && evaluate(assignment.value, '', undefined);
}
