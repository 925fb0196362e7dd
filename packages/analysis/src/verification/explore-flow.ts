/** One look at all runs of a choreography: the exploration together with what was found on the way. */
import type { Choreography } from '@choreo/model';
import { compile } from '../runs/program/compile.ts';
import { claimsOf } from './all-questions.ts';
import { Survey } from './flow-visitor.ts';
import { memoryOf, prepareDebts, rememberDebts } from './monitors.ts';
import type { Seen } from './question.ts';
import { countsAsked } from './questions/properties.ts';
import { doomOf } from './search/eventuality.ts';
import { explore } from './search/explore.ts';
import { mayLoop } from './search/may-loop.ts';
import { reductionOf } from './search/partial-order-reduction.ts';
import { pathTo, stateAt } from './search/paths.ts';
import { isRepeatable, lastMoves, pumpViewOf } from './search/pumping.ts';
import { componentsIn } from './search/strong-components.ts';
import type { Progress, Stop, Termination } from './verdict.ts';

export interface LookLimits {
  readonly redeliveries: number;
  readonly cases: number;
  readonly maxStates: number;
  readonly maxBytes: number;
}

export function* look(
  choreography: Choreography,
  limits: LookLimits,
  reduces = false,
): Generator<Progress, Seen, Stop | undefined> {
  const program = compile(choreography, {
    redeliveries: limits.redeliveries,
    cases: limits.cases,
    counted: countsAsked(choreography),
    memory: memoryOf(choreography, limits.cases),
  });
  const remember = rememberDebts(program);
  const canLoop = mayLoop(choreography);
  const view = pumpViewOf(program);
  const claims = claimsOf(program);
  const survey: Survey = new Survey(program, claims, {
    remember,
    canGrow: canLoop,
    isPump: ({ ancestor, state }) => {
      const seen = { program, store: survey.store, initial: [[]] };
      if (!seen.store) return false;
      let depth = 0;
      for (let at = state; at !== ancestor && at >= 0; at = seen.store.parentOf(at)) depth++;
      const partial = {
        ...seen,
        store: seen.store,
        edges: undefined,
        covered: new Uint8Array(0),
        bound: undefined,
        expanded: 0,
      };
      const path = pathTo(partial, state, remember);
      return isRepeatable(program, stateAt(partial, state), lastMoves(path, depth), view);
    },
  });
  const ordered = new Set(claims.flatMap(claim => claim.ordered));
  const select = reduces ? reductionOf(program, ordered) : undefined;
  const task = explore(program, survey, {
    ...(select ? { select } : {}),
    maxStates: limits.maxStates,
    maxBytes: limits.maxBytes,
    what: 'all runs',
    keepEdges: true,
    prepare: prepareDebts(program),
    onStore: store => void (survey.store = store),
  });
  return { program, exploration: yield* task, survey, remember, isReduced: select !== undefined };
}

export function termination({ exploration }: Seen): Termination {
  const { edges, store, program, bound } = exploration;
  if (bound !== undefined || !edges) return 'unknown';
  const components = componentsIn(edges, store.count);
  if (!components.isCyclic) return 'always';
  const livelock = claimsOf(program).find(({ code }) => code === 'livelock');
  const doom = livelock && doomOf(edges, components, store.count, state => livelock.holds(stateAt(exploration, state)));
  return doom && doom.state >= 0 ? 'livelock' : 'fair';
}
