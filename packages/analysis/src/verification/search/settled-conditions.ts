/**
 * Conditions on states that can no longer change. Once `closed` is true and nothing sets it back, `not closed` is false in all
 * that follows, and a reaction that asks for it does nothing any more.
 */
import type { Expression, Participant } from '@choreo/model';
import { evaluate } from '../../expressions/evaluate.ts';
import { readsState, statesIn } from '../../expressions/leaves.ts';
import { plain, truthOf } from '../../expressions/value.ts';
import { choicesOf, stepsOf } from '../../graph/reaction-steps.ts';
import type { ReactionChoice } from '../../graph/reaction-steps.ts';
import type { Program } from '../../runs/program/program.ts';
import { positionIn, positionOf } from '../../runs/state-value.ts';
import type { StateSlot } from '../../runs/state-value.ts';

/** States with more values, or more moves between them, settle nothing: looking at all of them would take too long. */
const mostValues = 256;
const mostMoves = 4096;

/** What one state variable says of the conditions of its service. */
interface SettledBy {
  readonly variable: StateSlot;
  /** By position of the value: the conditions that it settles. */
  readonly outcomes: readonly ReadonlyMap<Expression, boolean>[];
  /** By position of the value: the same number for values that settle the same. */
  readonly kinds: readonly number[];
}

export class SettledConditions {
  readonly #all: readonly SettledBy[];
  readonly #byOwner = new Map<string, SettledBy[]>();

  constructor({ choreography, variables }: Program) {
    const byService = new Map<string, readonly SettledBy[]>();
    for (const participant of choreography.participants) {
      const own = variables.filter(variable => variable.participant === participant.name);
      byService.set(participant.name, settledIn(participant, own));
    }
    this.#all = [...byService.values()].flat();
    for (const one of this.#all) {
      const owner = ownerOf(one.variable.participant, one.variable.case);
      this.#byOwner.set(owner, [...(this.#byOwner.get(owner) ?? []), one]);
    }
  }

  /** The same for all states in which the same conditions are settled, and settled alike: of one service, or of all. */
  keyOf(state: Uint8Array, service?: string, index = 0): string {
    let key = '';
    const all = service === undefined ? this.#all : (this.#byOwner.get(ownerOf(service, index)) ?? []);
    for (const { variable, kinds } of all) key += String.fromCharCode(kinds[positionIn(state, variable)] ?? 0);
    return key;
  }

  /** How a condition of a service comes out from this state on; undefined where that can still change. */
  outcome(state: Uint8Array, service: string, index: number, condition: Expression): boolean | undefined {
    for (const { variable, outcomes } of this.#byOwner.get(ownerOf(service, index)) ?? []) {
      const settled = outcomes[positionIn(state, variable)]?.get(condition);
      if (settled !== undefined) return settled;
    }
    return undefined;
  }
}

const ownerOf = (service: string, index: number): string => `${index} ${service}`;

/** Those of the variables that settle something, each in one of its cases. */
function settledIn(participant: Participant, variables: readonly StateSlot[]): readonly SettledBy[] {
  if (variables.length === 0) return [];
  const steps = participant.reactions.flatMap(reaction => stepsOf(reaction).flatMap(({ choices }) => choices));
  const scheduled = participant.schedules.flatMap(({ outcome }) => choicesOf(outcome, [], []));
  const conditions = participant.reactions.flatMap(({ guard, body }) => [
    ...(guard ? [guard] : []),
    ...(body.kind === 'branches' ? body.branches.flatMap(branch => branch.guard ?? []) : []),
  ]);
  const asked = conditions.filter(readsState);
  return variables.flatMap(variable => settledBy(variable, asked, [...steps, ...scheduled]));
}

function settledBy(
  variable: StateSlot,
  asked: readonly Expression[],
  choices: readonly ReactionChoice[],
): readonly SettledBy[] {
  const { name, values } = variable;
  const conditions = asked.filter(condition => statesIn([condition]).has(name));
  const targets = conditions.length > 0 && values.length <= mostValues ? movesOf(variable, choices) : undefined;
  if (!targets) return [];
  const truths = conditions.map(condition => values.map(value => truthOf(evaluate(condition, name, value))));
  const outcomes = values.map((_, from) => {
    const reached = reachedFrom(from, targets);
    const settled = new Map<Expression, boolean>();
    conditions.forEach((condition, which) => {
      const [first, ...others] = reached.map(position => truths[which]?.[position]);
      if (first !== undefined && others.every(truth => truth === first)) settled.set(condition, first);
    });
    return settled;
  });
  const numbers = new Map<string, number>();
  const kinds = outcomes.map(settled => {
    const key = conditions.map(condition => settled.get(condition) ?? 'open').join();
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key) ?? 0;
  });
  return numbers.size > 1 || outcomes.some(({ size }) => size > 0) ? [{ variable, outcomes, kinds }] : [];
}

/** By position of a value: where one step can take the variable from there. Undefined where those are too many. */
function movesOf(variable: StateSlot, choices: readonly ReactionChoice[]): readonly number[][] | undefined {
  const { name, values } = variable;
  const targets: number[][] = values.map(() => []);
  let count = 0;
  for (const { assignments, holds, fails } of choices) {
    for (const { state, value } of assignments) {
      if (state !== name) continue;
      for (const [from, at] of values.entries()) {
        const isSo = (condition: Expression) => truthOf(evaluate(condition, name, at));
        if (holds.some(one => isSo(one) === false) || fails.some(one => isSo(one) === true)) continue;
        const to = positionOf(variable, plain(evaluate(value, name, at)));
        // What is assigned is open: it can be any value.
        if (to === undefined) return undefined;
        targets[from]?.push(to);
        if (++count > mostMoves) return undefined;
      }
    }
  }
  return targets;
}

function reachedFrom(start: number, targets: readonly (readonly number[])[]): readonly number[] {
  const reached = new Set([start]);
  for (const at of reached) for (const to of targets[at] ?? []) reached.add(to);
  return [...reached];
}
