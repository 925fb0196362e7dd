/** How a choreography is searched: in which order, with which reduction, and when another search is useful. */
import { emissionsOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { canCasesMeet } from '../runs/program/case-scope.ts';
import { usualMany } from '../runs/program/multiplicity.ts';
import { boundsOfModel } from './bound.ts';
import type { Bound } from './bound.ts';
import { exploreFlow, termination } from './explore-flow.ts';
import type { Limits, Question, Seen } from './question.ts';
import { eventualityOf } from './search/eventuality.ts';
import { stateAt } from './search/paths.ts';
import { componentsIn } from './search/strong-components.ts';
import type { Progress, Stop } from './verdict.ts';

/** How far the verdicts of an exploration reach: what stopped it, what has no limit, and what was asked. */
export function boundsOf({ exploration, program }: Seen, redeliveries: number, many = usualMany): readonly Bound[] {
  const entries = program.entries.filter(entry => entry.open).map(({ name }) => name);
  const names = [...new Set([...entries, ...manyFrom(program.choreography)])];
  return [
    ...(exploration.bound ? [exploration.bound] : []),
    ...(names.length > 0 ? [{ kind: 'many', names, most: many } as const] : []),
    ...(program.cases === 1 && canCasesMeet(program.choreography) ? [{ kind: 'one-case' } as const] : []),
    ...boundsOfModel(program.choreography),
    ...(redeliveries > 0 ? [{ kind: 'redeliveries', most: redeliveries } as const] : []),
  ];
}

/** What an outcome emits any number of times: `E*` and `E+`. */
function manyFrom({ participants }: Choreography): readonly string[] {
  return participants
    .flatMap(({ reactions, schedules }) => [...reactions, ...schedules])
    .flatMap(source => emissionsOf(source))
    .filter(({ multiplicity }) => multiplicity === 'many' || multiplicity === 'some')
    .map(({ message }) => message);
}

interface Patience {
  /** The reduced search is given up at so many states, and the full one is tried. Default: the limit. */
  readonly worthwhile?: number;
  /** Both are given up at so many states, unless they have found something. Default: the limit. */
  readonly giveUp?: number;
}

/**
 * Searches without the orders that make no difference, if that shows that nothing is wrong. Otherwise it searches all runs, to
 * show the shortest one, unless there are too many.
 */
export function* lookWell(
  choreography: Choreography,
  limits: Limits,
  asked: readonly Question[],
  { worthwhile = limits.maxStates, giveUp = limits.maxStates }: Patience = {},
): Generator<Progress, Seen, Stop | undefined> {
  const most = Math.min(giveUp, worthwhile);
  const first =
    limits.reduction === 'full'
      ? undefined
      : yield* exploreFlow(choreography, { ...limits, maxStates: most }, asked, true);
  if (first && isConclusive(first) && isSilent(first)) return first;
  if (first && giveUp < limits.maxStates && most === giveUp && first.exploration.bound?.kind === 'states') return first;
  // What was found is worth a search for its shortest run.
  const maxStates = first && isConclusive(first) ? limits.maxStates : giveUp;
  const full = yield* exploreFlow(choreography, { ...limits, maxStates }, asked);
  if (!first || full.exploration.bound === undefined) return full;
  const reduced =
    isConclusive(first) || most === giveUp
      ? first
      : yield* exploreFlow(choreography, { ...limits, maxStates: giveUp }, asked, true);
  return isConclusive(reduced) ? reduced : full;
}

/** Whether the search was complete and every run ends: otherwise the orders that were left out may show more. */
function isConclusive(seen: Seen): boolean {
  return seen.isReduced && termination(seen) === 'always';
}

/**
 * Whether nothing was found whose shortest run may have been left out. What shows at the end of a run does not count: the
 * reduced search has a run of the same length with the same end.
 */
function isSilent({ exploration, visitor }: Seen): boolean {
  const { edges, store } = exploration;
  if (visitor.mayLackShortest || !edges) return false;
  if ([...visitor.violations.keys()].some(({ kind }) => kind === 'never')) return false;
  const components = componentsIn(edges, store.count);
  return visitor.claims.every(
    claim =>
      claim.kind !== 'passes' ||
      eventualityOf(edges, components, store.count, state => claim.holds(stateAt(exploration, state))).state < 0,
  );
}

/**
 * With redeliveries, the reduced search starts again for each delivery that may come twice. That is only worthwhile if the
 * reduction leaves out much, so that there are not many more states than without.
 */
export function worthwhileStates({ exploration }: Seen): number {
  return Math.max(5000, exploration.store.count / 2);
}
