/** Messages that are dropped because of the state if they arrive before another. */
import { retriesOf } from '@choreo/model';
import type { Participant } from '@choreo/model';
import { statesIn } from '../../expressions/leaves.ts';
import { evaluate } from '../../expressions/evaluate.ts';
import type { Known } from '../../expressions/value.ts';
import type { ReactionChoice, ReactionStep } from '../../graph/reaction-steps.ts';
import type { OrderSensitive } from './message-order.ts';
import type { Races } from './races.ts';
import { initialValue } from '../../expressions/domain.ts';
import { pushTo, writersOf } from './races.ts';

export function dropped({ states }: Participant, steps: readonly ReactionStep[], races: Races): OrderSensitive[] {
  if (states.length === 0) return [];
  const initial = new Map(states.map(state => [state.name, initialValue(state)]));
  const bodies = steps.filter(({ part }) => part === 'body');
  const byMessage = new Map<string, ReactionStep[]>();
  for (const step of bodies) {
    for (const { message } of step.takes) pushTo(byMessage, message, step);
  }
  return bodies.flatMap(step => {
    const state = step.needs === 'all' ? undefined : stateThatRefuses(step, initial);
    if (state === undefined) return [];
    return step.takes.flatMap(early => {
      const others = byMessage.get(early.message) ?? [];
      // It waits until the state is set.
      if (others.some(({ reaction }) => retriesOf(reaction).length > 0)) return [];
      if (races.mayBeRefused(early.message) || others.some(other => minds(other, state, initial))) return [];
      const isEnough = (value: Known) => others.some(other => !isRefused(other, state, value));
      const overtaking = races.overtaking(early, writersOf(steps, state, isEnough));
      return overtaking ? [races.finding(step.reaction, overtaking, { kind: 'dropped', state })] : [];
    });
  });
}

/** The state whose initial value prevents all of the alternatives. */
function stateThatRefuses(step: ReactionStep, initial: ReadonlyMap<string, Known>): string | undefined {
  const conditions = conditionsOf(step);
  if (conditions.length === 0) return undefined;
  const read = statesIn(conditions.flatMap(({ holds, fails }) => [...holds, ...fails]));
  return [...read].find(state => initial.has(state) && isRefused(step, state, initial.get(state)));
}

/** Whether it handles the message before the state is set: it sets something, or reads that state. */
function minds(step: ReactionStep, state: string, initial: ReadonlyMap<string, Known>): boolean {
  return step.choices.some(
    choice =>
      ![...initial].some(([name, value]) => value !== undefined && isImpossible(choice, name, value)) &&
      (choice.assignments.length > 0 || statesIn([...choice.holds, ...choice.fails]).has(state)),
  );
}

function isRefused(step: ReactionStep, state: string, value: Known): boolean {
  return value !== undefined && conditionsOf(step).every(condition => isImpossible(condition, state, value));
}

function isImpossible({ holds, fails }: Condition, state: string, value: Known): boolean {
  return (
    holds.some(guard => evaluate(guard, state, value) === false) ||
    fails.some(guard => evaluate(guard, state, value) === true)
  );
}

/** The conditions under which it does anything; a sink acts if its guard holds. */
function conditionsOf({ choices, reaction }: ReactionStep): readonly Condition[] {
  if (choices.length > 0) return choices;
  return reaction.guard ? [{ holds: [reaction.guard], fails: [] }] : [];
}

type Condition = Pick<ReactionChoice, 'holds' | 'fails'>;
