/** One look at all runs of a choreography: the exploration together with what was found on the way. */
import type { Choreography } from '@choreo/model';
import { compile } from '../run/compile.ts';
import type { Program } from '../run/program.ts';
import { claimsOf, countsAsked, memoryOf, prepareDebts, rememberDebts } from './claims.ts';
import { doomOf } from './doom.ts';
import type { Exploration } from './explore.ts';
import { explore } from './explore.ts';
import { mayLoop } from './may-loop.ts';
import { pathTo, stateAt } from './paths.ts';
import type { Remember } from './paths.ts';
import { isRepeatable, lastMoves, pumpViewOf } from './pump.ts';
import { reductionOf } from './reduction.ts';
import { componentsIn } from './strong-components.ts';
import { Survey } from './survey.ts';
import type { Progress, Stop, Termination } from './verification.ts';

export interface Seen {
  readonly program: Program;
  readonly exploration: Exploration;
  readonly survey: Survey;
  readonly remember: Remember | undefined;
  /** Orders of delivery that make no difference were left out. */
  readonly isReduced: boolean;
}

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
