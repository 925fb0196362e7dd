/** Which values a state comes to have: its initial one, and those that are set. */
import { itemsOf, outcomesOf } from '@choreo/model';
import type { OutcomeItem, Participant } from '@choreo/model';
import { constantOf } from '../expressions/constant.ts';
import { plain } from '../expressions/value.ts';
import type { Value } from '../expressions/value.ts';
import { initialValue } from '../expressions/domain.ts';

/** By name of a state; states of which it is open are left out. */
export function reachedValues(participant: Participant): ReadonlyMap<string, readonly Value[]> {
  const reached = new Map<string, Set<Value>>();
  for (const state of participant.states) {
    const initial = initialValue(state);
    if (initial !== undefined && !reached.has(state.name)) reached.set(state.name, new Set([initial]));
  }
  for (const item of itemsIn(participant)) {
    if (item.kind !== 'set') continue;
    // What is misspelled may be meant for any of them.
    if (item.state === undefined) return new Map();
    const value = plain(constantOf(item.value));
    if (value === undefined || value === null) reached.delete(item.state);
    else reached.get(item.state)?.add(value);
  }
  return new Map(Array.from(reached, ([name, values]) => [name, [...values]]));
}

function itemsIn({ reactions, schedules }: Participant): readonly OutcomeItem[] {
  return [
    ...reactions.flatMap(reaction => itemsOf(outcomesOf(reaction))),
    ...schedules.flatMap(one => itemsOf([one.outcome])),
  ];
}
