/** The runs that follow a scenario, as parts of all runs. */
import type { Scenario } from '@choreo/model';
import { isQuiescent } from '../../../runs/initial-states.ts';
import type { EdgeList } from '../../search/edges.ts';
import type { Exploration } from '../../search/explore.ts';
import { runToEnd, stateAt } from '../../search/paths.ts';
import type { Remember } from '../../search/paths.ts';
import { componentsIn } from '../../search/strong-components.ts';

/** The runs that fit. Where a choice leaves no way on, a run does not match. */
export interface MatchingRuns {
  /** By state: whether a run that fits goes through it. */
  fits(state: number): boolean;
  readonly components: ReturnType<typeof componentsIn>;
  readonly states: number;
  readonly remember: Remember;
}

/** As far as it was looked: a run fits that can be brought to its end, or where nothing was chosen or left out. */
export function someMatchingRuns(exploration: Exploration, { steps }: Scenario, remember: Remember): MatchingRuns {
  const isFree = steps.every(step => step.kind !== 'choose' && !(step.kind === 'given' && step.payload));
  const fits = (state: number): boolean =>
    isFree || runToEnd(exploration, state, remember).run.snapshots.at(-1)?.quiescent === true;
  return {
    fits,
    components: { of: new Int32Array(0), count: 0, isCyclic: false },
    states: exploration.store.count,
    remember,
  };
}

export function matchingRuns({ program, edges, store, ...exploration }: Exploration, remember: Remember): MatchingRuns {
  const states = store.count;
  if (!edges) throw new Error('The steps of a scenario are kept');
  const components = componentsIn(edges, states);
  const full = { program, edges, store, ...exploration };
  const stuck = (state: number): boolean =>
    edges.startOf(state) === edges.endOf(state) && !isQuiescent(program, stateAt(full, state));
  const fitting = new Uint8Array(states);
  // States come after those that they lead to when walked by component; a few rounds settle it without sorting.
  let changed = true;
  for (let state = 0; state < states; state++)
    if (edges.startOf(state) === edges.endOf(state) && !stuck(state)) fitting[state] = 1;
  const sizes = new Map<number, number>();
  for (const own of components.of) sizes.set(own, (sizes.get(own) ?? 0) + 1);
  for (let state = 0; state < states; state++) {
    if ((sizes.get(components.of[state] ?? 0) ?? 0) > 1 || leadsToItself(edges, state)) fitting[state] = 1;
  }
  while (changed) {
    changed = false;
    for (let state = states - 1; state >= 0; state--) {
      if (fitting[state]) continue;
      for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++) {
        if (!fitting[edges.targetAt(edge)]) continue;
        fitting[state] = 1;
        changed = true;
        break;
      }
    }
  }
  return { fits: state => fitting[state] === 1, components, states, remember };
}

/** A run can go on there for ever, as on a cycle of several states. */
function leadsToItself(edges: EdgeList, state: number): boolean {
  for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++)
    if (edges.targetAt(edge) === state) return true;
  return false;
}
