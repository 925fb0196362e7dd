/** The runs that follow a scenario, as parts of all runs. */
import type { Scenario } from '@choreo/model';
import { isQuiescent } from '../../../runs/initial-states.ts';
import type { EdgeList } from '../../search/edges.ts';
import type { Exploration } from '../../search/explore.ts';
import { stateAt } from '../../search/paths.ts';
import type { Remember } from '../../search/paths.ts';
import { statesByComponent } from '../../search/eventuality.ts';
import { componentsIn } from '../../search/strong-components.ts';

/** The runs that match. A run from which the choices allow no next step does not match. */
export interface MatchingRuns {
  /** By state: whether a matching run goes through it. */
  fits(state: number): boolean;
  readonly components: ReturnType<typeof componentsIn>;
  readonly states: number;
  readonly remember: Remember;
}

/** If the search ended early, states that were not explored lead nowhere. */
export function matchingRuns(exploration: Exploration, { steps }: Scenario, remember: Remember): MatchingRuns {
  const { program, edges, store, bound } = exploration;
  const states = store.count;
  if (!edges) throw new Error('The steps of a scenario are kept');
  const components = componentsIn(edges, states);
  // If nothing is chosen or left out, every run matches, however it ends.
  const isFree = steps.every(step => step.kind !== 'choose' && !(step.kind === 'given' && step.payload));
  if (bound !== undefined && isFree) return { fits: () => true, components, states, remember };
  const sizes = new Int32Array(components.count);
  for (const own of components.of) sizes[own] = (sizes[own] ?? 0) + 1;
  const fitting = new Uint8Array(components.count);
  // A component comes after those that it leads to.
  for (const state of statesByComponent(components, states)) {
    const own = components.of[state] ?? 0;
    if (fitting[own]) continue;
    const goesOnForEver = (sizes[own] ?? 0) > 1 || leadsToItself(edges, state);
    const isFitting =
      goesOnForEver ||
      leadsTo(edges, state, target => fitting[components.of[target] ?? 0] === 1) ||
      isQuiescent(program, stateAt(exploration, state));
    if (isFitting) fitting[own] = 1;
  }
  return { fits: state => fitting[components.of[state] ?? 0] === 1, components, states, remember };
}

/** Whether a run can stay in the state forever, as on a cycle of several states. */
function leadsToItself(edges: EdgeList, state: number): boolean {
  return leadsTo(edges, state, target => target === state);
}

function leadsTo(edges: EdgeList, state: number, isWanted: (target: number) => boolean): boolean {
  for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++) {
    if (isWanted(edges.targetAt(edge))) return true;
  }
  return false;
}
