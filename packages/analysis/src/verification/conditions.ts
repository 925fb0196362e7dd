/** Conditions of properties and scenarios on the states of services, asked of a state of a run. */
import type { Expression } from '@choreo/model';
import { termOf } from '../expressions/evaluate.ts';
import { leavesIn, statesNamedIn } from '../expressions/leaves.ts';
import { truthOf } from '../expressions/value.ts';
import type { Program } from '../runs/program/program.ts';
import { restrict } from '../runs/program/tuples.ts';
import { positionIn } from '../runs/state-value.ts';
import type { StateSlot } from '../runs/state-value.ts';

export interface ConditionCode {
  isBroken(state: Uint8Array): boolean;
  /** Of the states that it names. */
  readonly slots: readonly number[];
}

/**
 * The condition in one case, of every instance that its services have there, in every combination with the same values of further
 * keys. Undefined if it names what is not known.
 */
export function conditionIn(condition: Expression, program: Program, index: number): ConditionCode | undefined {
  if ([...leavesIn(condition)].some(({ kind }) => kind === 'unresolved')) return undefined;
  const { tuples } = program;
  const services = new Set(statesNamedIn(condition).map(({ participant }) => participant));
  const places = [...new Set([...services].flatMap(service => tuples.placesKeptBy(service)))];
  const codes = tuples.at(places).map(tuple => ({ tuple, code: conditionOf(condition, program, index, tuple) }));
  return {
    isBroken: state => codes.some(({ tuple, code }) => tuples.isThere(tuple, index, state) && code.isBroken(state)),
    slots: [...new Set(codes.flatMap(({ code }) => code.slots))],
  };
}

/** Of the instances to which these values of further keys belong. */
function conditionOf(condition: Expression, program: Program, index: number, tuple: number): ConditionCode {
  const variableOf = (participant: string | undefined, name: string): StateSlot | undefined =>
    program.variables.find(
      one =>
        one.participant === participant &&
        one.name === name &&
        one.case === index &&
        one.scope === restrict(tuple, program.tuples.placesKeptBy(participant)),
    );
  const term = termOf<Uint8Array>(condition, {
    read(leaf) {
      const variable = leaf.kind === 'state' ? variableOf(leaf.participant, leaf.name) : undefined;
      return variable && (state => variable.values[positionIn(state, variable)]);
    },
  });
  const variables = statesNamedIn(condition).map(({ participant, name }) => variableOf(participant, name));
  // A state with too many values can have any of them; what has no value otherwise, such as a division by zero, does not hold.
  const isOpen = variables.includes(undefined);
  return {
    isBroken: state => {
      const truth = truthOf(term(state, undefined));
      return truth === undefined ? !isOpen : !truth;
    },
    slots: variables.flatMap(variable => variable?.slot ?? []),
  };
}
