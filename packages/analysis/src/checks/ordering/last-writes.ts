/** States whose last value depends on which of two messages arrives last. */
import { retriesOf } from '@choreo/model';
import type { Expression, Participant, StateVariable } from '@choreo/model';
import { initialValue } from '../../expressions/domain.ts';
import { statesIn } from '../../expressions/leaves.ts';
import { evaluate } from '../../expressions/evaluate.ts';
import { truthOf } from '../../expressions/value.ts';
import type { Known } from '../../expressions/value.ts';
import type { ReactionStep } from '../../graph/reaction-steps.ts';
import type { OrderSensitive } from './message-order.ts';
import { mostWriters, writersOf } from './races.ts';
import type { Writer, Races } from './races.ts';

export function lastWrites({ states }: Participant, steps: readonly ReactionStep[], races: Races): OrderSensitive[] {
  return states.flatMap(state => {
    const { name } = state;
    const isWaiting = waitingFor(state, steps);
    const writers = writersOf(steps, name, value => value !== undefined)
      .filter(({ step }) => step.needs === 'any' && step.part === 'body')
      .slice(0, mostWriters);
    for (const [index, first] of writers.entries()) {
      for (const second of writers.slice(index + 1)) {
        if (first.step === second.step || valueOf(first, name) === valueOf(second, name)) continue;
        if (isSettled(first, second, name) || isWaiting(first, second) || isWaiting(second, first)) continue;
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

/**
 * Of two that both ask the state, each knows what the other has done. Of two of which one asks, and is refused after the other, the
 * value of the other is what stays in any order.
 */
function isSettled(first: Writer, second: Writer, state: string): boolean {
  const [one, other] = [asks(first, state), asks(second, state)];
  if (one && other) return true;
  if (one) return isRefused(first, state, valueOf(second, state));
  return other && isRefused(second, state, valueOf(first, state));
}

/** Whether one is refused, and comes again, until the other has set the state: then it is the later one in any order of delivery. */
function waitingFor(state: StateVariable, steps: readonly ReactionStep[]): (one: Writer, other: Writer) => boolean {
  const writers = writersOf(steps, state.name, () => true);
  return (one, other) => {
    const { reaction, takes } = one.step;
    const retries = retriesOf(reaction);
    if (retries.length === 0 || retries.some(({ bound }) => bound)) return false;
    // What another reaction takes is gone.
    const isTakenElsewhere = steps.some(
      step =>
        step.reaction !== reaction && step.takes.some(({ message }) => takes.some(taken => taken.message === message)),
    );
    if (isTakenElsewhere) return false;
    const before = writers.filter(({ step }) => step.reaction !== reaction && step !== other.step);
    const values = [initialValue(state), ...before.map(writer => valueOf(writer, state.name))];
    return values.every(value => isRefused(one, state.name, value));
  };
}

function asks({ choice: { holds, fails } }: Writer, state: string): boolean {
  return statesIn([...holds, ...fails]).has(state);
}

function isRefused({ choice: { holds, fails } }: Writer, state: string, at: Known): boolean {
  const truthAt = (condition: Expression) => truthOf(evaluate(condition, state, at));
  return holds.some(guard => truthAt(guard) === false) || fails.some(guard => truthAt(guard) === true);
}

function valueOf({ choice }: Writer, state: string): Known {
  const assignment = choice.assignments.findLast(one => one.state === state);
  return assignment && evaluate(assignment.value, '', undefined);
}
