/** Which values a state can reach: its initial one, and all that reactions set from there on. */
import { itemsOf } from '@choreo/model';
import type { Assignment, Participant, StateVariable } from '@choreo/model';
import { heldBy, initialValue, valuesOf } from '../expressions/domain.ts';
import { termOf } from '../expressions/evaluate.ts';
import type { Term } from '../expressions/evaluate.ts';
import { statesIn } from '../expressions/leaves.ts';
import { plain, truthOf } from '../expressions/value.ts';
import type { Known, Value } from '../expressions/value.ts';
import type { Ask } from './conditions.ts';
import { waysOf } from './ways.ts';

/** A state that reaches more values than these is open. */
const mostValues = 100;
/** Values of several states are combined in at most so many ways. */
const mostCombinations = 1000;

type Values = ReadonlyMap<string, Value>;

/** By name of a state; open states, and states that reach all of their values, are left out. */
export function reachedValues(participant: Participant): ReadonlyMap<string, readonly Value[]> {
  const settings = settingsIn(participant);
  // A misspelled name may mean any of the states.
  if (settings.some(({ state }) => state === undefined)) return new Map();
  const reached = new Map<string, Set<Value>>();
  const states = new Map<string, StateVariable>();
  for (const state of participant.states) {
    const initial = initialValue(state);
    if (states.has(state.name)) continue;
    states.set(state.name, state);
    if (initial !== undefined) reached.set(state.name, new Set([initial]));
  }
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const { state: name = '', reads, ask } of settings) {
      const state = states.get(name);
      const values = reached.get(name);
      if (!values || !state) continue;
      const before = values.size;
      const isKnown = everyCombination(reads, reached, combination => {
        const value = ask(combination);
        if (value === 'never') return true;
        const held = value === undefined ? undefined : heldBy(state.type, value);
        if (held !== undefined) values.add(held);
        return held !== undefined;
      });
      if (!isKnown || values.size > mostValues) reached.delete(name);
      if (!reached.has(name) || values.size > before) isGrowing = true;
    }
  }
  const known = Array.from(reached, ([name, values]) => [name, [...values]] as const);
  return new Map(known.filter(([name, values]) => values.length < countOf(states.get(name))));
}

interface Setting {
  readonly state: string | undefined;
  /** The states on which the value depends, and whether it is set. */
  readonly reads: readonly string[];
  readonly ask: (values: Values) => Known | 'never';
}

function settingsIn({ reactions, schedules }: Participant): readonly Setting[] {
  const ways = [
    ...reactions.flatMap(waysOf),
    ...schedules.map(({ outcome }) => ({ outcome, asks: [] satisfies readonly Ask[] })),
  ];
  return ways.flatMap(({ outcome, asks }) =>
    itemsOf([outcome]).flatMap(item => (item.kind === 'set' ? [settingOf(item, asks)] : [])),
  );
}

function settingOf({ state, value }: Assignment, asks: readonly Ask[]): Setting {
  const term = termIn(value);
  const claims = asks.map(([expression, holds]) => ({ term: termIn(expression), holds }));
  return {
    state,
    reads: [...statesIn([value, ...asks.map(([expression]) => expression)])],
    ask: values => {
      const isRefuted = claims.some(claim => truthOf(claim.term(values, undefined)) === !claim.holds);
      return isRefuted ? 'never' : plain(term(values, undefined));
    },
  };
}

const termIn = (expression: Parameters<typeof termOf>[0]): Term<Values> =>
  termOf(expression, { read: leaf => (leaf.kind === 'state' ? values => values.get(leaf.name) : undefined) });

/** Leaves out open states, and the last ones if there would be too many combinations. False as soon as `say` returns false. */
function everyCombination(
  names: readonly string[],
  reached: ReadonlyMap<string, ReadonlySet<Value>>,
  say: (values: Values) => boolean,
): boolean {
  let combinations: readonly Values[] = [new Map()];
  for (const name of names) {
    const values = reached.get(name);
    if (!values || combinations.length * values.size > mostCombinations) continue;
    combinations = combinations.flatMap(some => Array.from(values, value => new Map(some).set(name, value)));
  }
  return combinations.every(say);
}

function countOf(state: StateVariable | undefined): number {
  return state ? (valuesOf(state.type)?.length ?? Infinity) : 0;
}
