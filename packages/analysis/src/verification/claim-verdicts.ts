/** Turns what explorations found into verdicts on claims, with the runs that show them. */
import { isQuiescent } from '../runs/initial-states.ts';
import { statusWithin } from './bound.ts';
import type { Claim, Shown } from './claim.ts';
import type { Context, Seen } from './question.ts';
import type { EdgeList } from './search/edges.ts';
import { eventualityOf } from './search/eventuality.ts';
import type { Eventuality } from './search/eventuality.ts';
import { runTo, runToEnd, stateAt } from './search/paths.ts';
import { componentsIn } from './search/strong-components.ts';
import type { Components } from './search/strong-components.ts';
import type { Verdict } from './verdict.ts';

/** One for each claim that is violated, and one for each sentence of a property. */
export function claimVerdicts(context: Context): readonly Verdict[] {
  const { main, plain } = context;
  const found = new Map<string, Verdict>();
  for (const seen of main === plain ? [main] : [main, plain]) {
    const { exploration, visitor } = seen;
    const { edges, store, bound } = exploration;
    const components = edges && bound === undefined ? componentsIn(edges, store.count) : undefined;
    for (const claim of visitor.claims) {
      if (claim.withoutRedelivery ? seen !== plain : seen !== main) continue;
      const verdict = claimVerdict(seen, claim, components, context);
      const known = found.get(claim.key);
      if (!known || (known.status !== 'violated' && verdict.status === 'violated')) found.set(claim.key, verdict);
    }
  }
  return [...found.values()].filter(({ status, subject }) => status === 'violated' || subject.kind === 'sentence');
}

function claimVerdict(
  seen: Seen,
  claim: Claim,
  components: ReturnType<typeof componentsIn> | undefined,
  context: Context,
): Verdict {
  const { exploration, visitor } = seen;
  if (claim.kind !== 'passes') {
    const state = visitor.violations.get(claim);
    return state === undefined ? holds(claim, context) : violatedAt(claim, seen, state, context);
  }
  const { edges, store } = exploration;
  if (!edges || !components) return holds(claim, context);
  const eventuality = eventualityOf(edges, components, store.count, state => claim.holds(stateAt(exploration, state)));
  if (eventuality.state >= 0) {
    const atRest = claim.isShownAtRest ? firstThatRests(seen, edges, components, eventuality) : -1;
    return violatedFrom(claim, seen, atRest < 0 ? eventuality.state : atRest, context);
  }
  return holds(claim, context, eventuality.canBePutOff);
}

/** The first state that violates the claim and from which a run can come to rest; -1 if there is none. */
function firstThatRests(
  { exploration, program }: Seen,
  edges: EdgeList,
  components: Components,
  { state: first, neverComes }: Eventuality,
): number {
  const { count } = exploration.store;
  const rest = eventualityOf(edges, components, count, state => !isQuiescent(program, stateAt(exploration, state)));
  for (let state = first; state < count; state++) {
    if (neverComes(state) && !rest.neverComes(state)) return state;
  }
  return -1;
}

/** `isPutOff`: it holds only because of fairness: loops that can end do end. */
function holds(claim: Claim, context: Context, isPutOff = false): Verdict {
  const { code, span, about, subject } = claim;
  const far = claim.withoutRedelivery ? context.plainBounds : context.bounds;
  const bounds = [
    ...far.filter(({ kind }) => kind !== 'redeliveries'),
    ...(claim.limit && context.main.visitor.limited.has(claim) ? [claim.limit.bound] : []),
    ...(isPutOff ? [{ kind: 'fairness' } as const] : []),
    ...far.filter(({ kind }) => kind === 'redeliveries'),
  ];
  return { code, span, about, subject, status: statusWithin(bounds), bounds, states: context.states };
}

/** The state itself shows it. */
function violatedAt(claim: Claim, seen: Seen, state: number, { states }: Context): Verdict {
  const run = runTo(seen.exploration, state, seen.remember);
  const badStep = claim.kind === 'at-end' ? run.steps.length : Math.max(0, run.steps.length - 1);
  return violated(claim, { ...seen, state, run, badStep }, states);
}

/** From that state on the claim can no longer be fulfilled. */
function violatedFrom(claim: Claim, seen: Seen, state: number, { states }: Context): Verdict {
  const { run, badStep } = runToEnd(seen.exploration, state, seen.remember);
  return violated(claim, { ...seen, state, run, badStep }, states);
}

function violated(claim: Claim, by: Shown, states: number): Verdict {
  const { code, span, about, subject } = claim;
  const { run, badStep } = by;
  return { code, status: 'violated', bounds: [], span, about, subject, ...claim.shown?.(by), run, badStep, states };
}
