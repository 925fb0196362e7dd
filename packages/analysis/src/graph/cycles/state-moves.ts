/** Which alternatives move a state onward for good: such a move can happen only as often as the state has values. */
import type { Expression, Participant, StateVariable } from '@choreo/model';
import type { Term } from '../../expressions/evaluate.ts';
import { termOfState } from '../../expressions/evaluate.ts';
import { plain, truthOf } from '../../expressions/value.ts';
import type { Known, Value } from '../../expressions/value.ts';
import { componentsOf } from '../components.ts';
import { choicesOf } from '../reaction-steps.ts';
import type { ReactionChoice, ReactionStep } from '../reaction-steps.ts';

/** States with more values than this prove nothing; looking at all of their moves would take too long. */
const mostValues = 512;

/** The alternatives that move a state of the service strictly onward, with that state's name. */
export function strictMoves(participant: Participant, steps: readonly ReactionStep[]): Map<ReactionChoice, string> {
  const strict = new Map<ReactionChoice, string>();
  const scheduled = participant.schedules.flatMap(schedule => choicesOf(schedule.outcome, [], []));
  const choices = [...steps.flatMap(step => step.choices), ...scheduled];
  for (const state of participant.states) {
    const values = valuesOf(state);
    const setters = values ? settersOf(state.name, choices) : [];
    if (!values || setters.length === 0) continue;
    const moves = setters.map(setter => ({
      ...setter,
      moves: movesOf(setter.choice, setter.value, state.name, values),
    }));
    const targets: number[][] = values.map(() => []);
    for (const { moves: pairs } of moves) for (const [from, to] of pairs) targets[from]?.push(to);
    const component = new Map<number, number>();
    componentsOf(values.length, value => targets[value] ?? []).forEach((members, index) => {
      for (const member of members) component.set(member, index);
    });
    for (const { choice, moves: pairs } of moves) {
      if (pairs.every(([from, to]) => component.get(from) !== component.get(to))) strict.set(choice, state.name);
    }
  }
  return strict;
}

/** In their order; the domain over which moves are looked at. */
function valuesOf({ type }: StateVariable): readonly Value[] | undefined {
  switch (type.kind) {
    case 'boolean':
      return [false, true];
    case 'values':
      return type.values.length <= mostValues
        ? [...(type.optional ? [null] : []), ...type.values.map(value => value.name)]
        : undefined;
    case 'range':
      if (!Number.isInteger(type.min) || !(type.max - type.min < mostValues)) return undefined;
      return Array.from({ length: Math.max(0, Math.floor(type.max - type.min) + 1) }, (_, index) => type.min + index);
    default:
      return type satisfies never;
  }
}

function settersOf(state: string, choices: readonly ReactionChoice[]) {
  return choices.flatMap(choice => {
    const value = choice.assignments.findLast(assignment => assignment.state === state)?.value;
    return value ? [{ choice, value }] : [];
  });
}

/** Pairs of positions. A value out of the range counts as no move, whatever becomes of it when it runs. */
function movesOf(
  { holds, fails }: ReactionChoice,
  value: Expression,
  state: string,
  values: readonly Value[],
): (readonly [number, number])[] {
  const positions = new Map<Known, number>(values.map((known, position) => [known, position]));
  const [needed, refused] = [holds, fails].map(guards => guards.map(guard => termOfState(guard, state)));
  const next = termOfState(value, state);
  return values.flatMap((at, from) => {
    const isSo = (term: Term<Known>) => truthOf(term(at, undefined));
    if (needed?.some(guard => isSo(guard) === false) || refused?.some(guard => isSo(guard) === true)) return [];
    const to = plain(next(at, undefined));
    if (to === undefined) return values.map((_, any) => [from, any] as const);
    return [[from, positions.get(to) ?? from] as const];
  });
}
