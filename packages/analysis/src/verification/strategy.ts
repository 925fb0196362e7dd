/** How a choreography is searched: in which order, under which reduction, and when a search is worth another. */
import { emissionsOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { canCasesMeet } from '../runs/program/case-scope.ts';
import type { Bound } from './bound.ts';
import { look, termination } from './explore-flow.ts';
import type { Seen } from './question.ts';
import { orderDependence } from './questions/order-dependent-outcome.ts';
import type { OrderDependence } from './questions/order-dependent-outcome.ts';
import { doomOf } from './search/eventuality.ts';
import { reductionOf } from './search/partial-order-reduction.ts';
import { stateAt } from './search/paths.ts';
import { componentsIn } from './search/strong-components.ts';
import type { Progress, Stop, VerifyOptions } from './verdict.ts';

/** What the numbers in the question leave open, even where all states were seen. */
export function boundOf({ exploration, program }: Seen, { redeliveries }: Pick<Limits, 'redeliveries'>): Bound {
  const entries = program.entries.filter(entry => entry.open).map(({ name }) => name);
  const many = [...new Set([...entries, ...manyFrom(program.choreography)])];
  const open = [
    ...(many.length > 0 ? [`${many.join(', ')} at most twice`] : []),
    ...(program.cases === 1 && canCasesMeet(program.choreography) ? ['one case at a time'] : []),
  ];
  return {
    cut: exploration.bound,
    ...(open.length > 0 ? { open: open.join('; ') } : {}),
    ...(redeliveries > 0
      ? { redeliveries: `up to ${redeliveries} ${redeliveries === 1 ? 'redelivery' : 'redeliveries'}` }
      : {}),
  };
}

/** What an outcome emits any number of times: `E*` and `E+`. */
function manyFrom({ participants }: Choreography): readonly string[] {
  return participants
    .flatMap(({ reactions, schedules }) => [...reactions, ...schedules])
    .flatMap(source => emissionsOf(source))
    .filter(({ multiplicity }) => multiplicity === 'many' || multiplicity === 'some')
    .map(({ message }) => message);
}

export type Limits = Required<Omit<VerifyOptions, 'scope' | 'reduction'>> & Pick<VerifyOptions, 'scope' | 'reduction'>;

/**
 * Without the orders that make no difference, where that shows that all is well. Where something is wrong, all runs are looked
 * at, so that the shortest one is shown; unless they are too many.
 */
export function* lookWell(
  choreography: Choreography,
  limits: Limits,
  worthwhile = limits.maxStates,
): Generator<Progress, Seen, Stop | undefined> {
  const most = Math.min(limits.maxStates, worthwhile);
  const first =
    limits.reduction === 'full' ? undefined : yield* look(choreography, { ...limits, maxStates: most }, true);
  if (first && isConclusive(first) && isSilent(first)) return first;
  const full = yield* look(choreography, limits);
  if (!first || full.exploration.bound === undefined) return full;
  const reduced = isConclusive(first) || most === limits.maxStates ? first : yield* look(choreography, limits, true);
  return isConclusive(reduced) ? reduced : full;
}

/** All was looked at that makes a difference, and every run ends: else orders that were left out may tell more. */
function isConclusive(seen: Seen): boolean {
  return seen.isReduced && termination(seen) === 'always';
}

/**
 * Nothing whose shortest run may have been left out. What shows at the end of runs is not: every run has one of the same length
 * among those that were looked at, which ends alike.
 */
function isSilent({ exploration, survey }: Seen): boolean {
  const { edges, store } = exploration;
  if (survey.lates.size > 0 || survey.competitions.size > 0 || !edges) return false;
  if ([...survey.violations.keys()].some(({ kind }) => kind === 'never')) return false;
  const components = componentsIn(edges, store.count);
  return survey.claims.every(
    claim =>
      claim.kind !== 'passes' ||
      doomOf(edges, components, store.count, state => claim.holds(stateAt(exploration, state))).state < 0,
  );
}

/**
 * With a redelivery the reduced search begins anew for each delivery that may come twice: that pays only where it leaves much
 * out, so that not many more states come of it than there are without.
 */
export function worthwhileStates({ exploration }: Seen): number {
  return Math.max(5000, exploration.store.count / 2);
}

/** Where there is but one way to end, order decides nothing; where messages pile up, it would not come to an end either. */
export function canDependOnOrder({ exploration, survey }: Seen): boolean {
  return !survey.pump && (exploration.bound !== undefined || survey.ends.size > 1);
}

export function* orderOf(
  choreography: Choreography,
  limits: Limits,
  isReduced: boolean,
): Generator<Progress, OrderDependence, Stop | undefined> {
  const none = new Set<string>();
  const reduced = isReduced
    ? yield* orderDependence(choreography, { ...limits, reduce: program => reductionOf(program, none) })
    : undefined;
  if (reduced?.kind === 'none') return reduced;
  const full = yield* orderDependence(choreography, limits);
  return full.kind === 'unknown' && reduced ? reduced : full;
}

/** Which of two cases meets the other first is always a matter of order: it is asked of one alone. */
export const oneCaseOnly: OrderDependence = { kind: 'unknown', states: 0, bound: 'asked of one case at a time' };
