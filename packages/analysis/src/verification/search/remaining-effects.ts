/** What reactions can still do from a state on: the alternatives that are left to them, and whether their order matters. */
import type { Expression } from '@choreo/model';
import { readsState } from '../../expressions/leaves.ts';
import { retryOutcomesOf } from '../../runs/program/refusals.ts';
import type { AlternativeCode, OutcomeCode, ReactionCode } from '../../runs/program/program-parts.ts';
import type { SettledConditions } from './settled-conditions.ts';

export interface Remaining {
  /** What it may still carry out, once it has fired, reached its limit or given up. */
  readonly alternatives: readonly AlternativeCode[];
  /** It does the same in whatever order its messages come among the other steps of its service. */
  readonly isPlain: boolean;
  /** A delivery to it changes nothing any more. */
  readonly isOver: boolean;
}

/** `state`: from where on; undefined: from anywhere. */
export function remainingOf(
  code: ReactionCode,
  state?: Uint8Array | undefined,
  settled?: SettledConditions | undefined,
): Remaining {
  const { reaction, participant, buffers, limit, within, instances, retry } = code;
  const outcomeOf = (condition: Expression | undefined): boolean | undefined => {
    if (!condition) return true;
    return state && settled?.outcome(state, participant, code.case, condition);
  };
  const isJoin = buffers.length > 0;
  // A join asks while its messages come, and fires later.
  const guard = isJoin ? undefined : outcomeOf(reaction.guard);
  const refused = [retry?.behindGuard, ...(instances ? [retry?.amongBranches] : [])].flatMap(
    one => one?.bound?.outcome.alternatives ?? [],
  );
  if (guard === false) {
    const isPlain = !instances && refused.every(isPlainAlternative);
    return { alternatives: refused, isPlain, isOver: !instances && refused.length === 0 };
  }
  const isLimited = isLimitReached(code, state);
  const branches = branchesLeft(code, outcomeOf);
  const body = isLimited ? { outcomes: [], isSettled: branches.isSettled || !retry?.amongBranches } : branches;
  const alternatives = [
    ...body.outcomes,
    ...retryOutcomesOf(code),
    ...(limit ? [limit.outcome] : []),
    ...(within ? [within.outcome] : []),
  ].flatMap(outcome => outcome.alternatives);
  const asksOnlyWhatIsSettled =
    body.isSettled && (guard !== undefined || !reaction.guard || !readsState(reaction.guard));
  const isPlain =
    !instances &&
    !within &&
    (!limit || isLimited) &&
    buffers.every(({ slots }) => slots.length === 1) &&
    asksOnlyWhatIsSettled &&
    alternatives.every(isPlainAlternative);
  return { alternatives, isPlain, isOver: !isJoin && !limit && !instances && alternatives.length === 0 };
}

export function isLimitReached({ limit }: ReactionCode, state: Uint8Array | undefined): boolean {
  return limit !== undefined && state !== undefined && (state[limit.slot] ?? 0) >= limit.times;
}

interface BranchesLeft {
  readonly outcomes: readonly OutcomeCode[];
  /** None of the conditions that are asked on the way to them can still change with a state. */
  readonly isSettled: boolean;
}

/** The branches up to the first whose condition holds for good, without those whose condition never holds again. */
function branchesLeft(
  { reaction, body }: ReactionCode,
  outcomeOf: (condition: Expression | undefined) => boolean | undefined,
): BranchesLeft {
  const guards = reaction.body.kind === 'branches' ? reaction.body.branches.map(({ guard }) => guard) : [];
  const outcomes: OutcomeCode[] = [];
  let isSettled = true;
  for (const [index, { outcome }] of body.branches.entries()) {
    const condition = guards[index];
    const truth = outcomeOf(condition);
    if (truth === false) continue;
    outcomes.push(outcome);
    if (truth) break;
    if (condition && readsState(condition)) isSettled = false;
  }
  return { outcomes, isSettled };
}

function isPlainAlternative({ sets, cancels, starts, emissions }: AlternativeCode): boolean {
  return (
    sets.length === 0 &&
    cancels.length === 0 &&
    starts.every(({ target }) => target.every(({ late }) => late === undefined)) &&
    [...starts, ...emissions].every(({ fitting }) => !fitting?.readsState) &&
    emissions.every(({ target }) => target.every(({ queues, links }) => queues.length === 0 && links.length === 0))
  );
}
