/** Which value of a state a run begins with, and whether a value that it is set to can be missing. */
import { fieldsOnPath } from '@choreo/analysis';
import { itemsOf, namesOf, outcomesOf } from '@choreo/model';
import type { Assignment, Choreography, StateVariable } from '@choreo/model';
import { valueOf } from './condition.ts';
import { numberIn } from './constant.ts';
import { leavesOf } from './leaves.ts';
import { domainOf } from './table.ts';

/** The place of the value among those of the state: of the first one where the model says nothing. */
export function beginningOf(variable: StateVariable): number {
  const { initial, type } = variable;
  const value = initial && valueOf(initial, { state: () => undefined, payload: () => undefined });
  if (value?.kind !== 'constant') return 0;
  const number = numberIn(value.value);
  if (type.kind !== 'range') return Math.max(0, domainOf(variable).indexOf(numberless(value.value)));
  return number === undefined ? 0 : Math.max(0, Math.min(type.max - type.min, Math.trunc(number) - type.min));
}

function numberless(value: unknown): string | boolean | null {
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

/** What an optional field or state gives, by whoever owns the assignment. */
export function canBeMissing(assignment: Assignment, owner: string, choreography: Choreography): boolean {
  const names = namesOf(choreography);
  const { states = [], reactions = [] } = choreography.participants.find(({ name }) => name === owner) ?? {};
  const own = reactions.find(reaction => itemsOf(outcomesOf(reaction)).includes(assignment));
  const isTimeout = own?.within !== undefined && itemsOf([own.within.otherwise]).includes(assignment);
  return leavesOf(assignment.value).some(leaf => {
    if (leaf.kind === 'state')
      return states.some(({ name, type }) => name === leaf.name && type.kind === 'values' && type.optional === true);
    if (leaf.kind !== 'field') return false;
    // A join has given up: the message may not have come.
    if (isTimeout && leaf.message !== undefined) return true;
    const from =
      leaf.message === undefined ? (own?.trigger.messages ?? []).map(({ message }) => message) : [leaf.message];
    return from.some(id => {
      const message = names.messages.get(id);
      return message && fieldsOnPath(names, message, leaf.path).fields.some(({ optional }) => optional);
    });
  });
}
