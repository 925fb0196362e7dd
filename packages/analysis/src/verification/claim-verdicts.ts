/** From what explorations found to verdicts, with the runs that show them. */
import type { Span } from '@choreo/model';
import type { Run, RunStep } from '../runs/run.ts';
import { fairly, statusOf } from './bound.ts';
import type { Claim } from './claim.ts';
import type { Context, Seen } from './question.ts';
import { loopFrom } from './questions/livelock.ts';
import { doomOf } from './search/eventuality.ts';
import type { Exploration } from './search/explore.ts';
import { runTo, runToEnd, stateAt } from './search/paths.ts';
import type { Remember } from './search/paths.ts';
import { componentsIn } from './search/strong-components.ts';
import type { Subject, Verdict } from './verdict.ts';

/** `isPutOff`: it holds only because loops that can end do. */
export function holds(claim: Claim, context: Context, isPutOff = false): Verdict {
  const { code, span, about, subject } = claim;
  return {
    code,
    span,
    about,
    subject,
    ...statusOf(claim.withoutRedelivery ? context.plainBound : context.bound, [
      context.main.survey.limited.has(claim) ? claim.limit?.words : undefined,
      isPutOff ? fairly : undefined,
    ]),
    states: context.states,
  };
}

/** The state itself shows it. */
export function violatedAt(
  claim: Claim,
  exploration: Exploration,
  state: number,
  remember: Remember | undefined,
  { states }: Context,
): Verdict {
  const run = runTo(exploration, state, remember);
  const isAtEnd = claim.kind === 'at-end';
  const { code, span, about } = claim;
  const subject = filled(claim.subject, run);
  return {
    code,
    status: 'violated',
    span,
    about,
    subject,
    run,
    badStep: isAtEnd ? run.steps.length : Math.max(0, run.steps.length - 1),
    states,
  };
}

/** From that state on it can no longer come right. */
export function violatedFrom(
  claim: Claim,
  exploration: Exploration,
  state: number,
  remember: Remember | undefined,
  { states }: Context,
): Verdict {
  const { run, badStep } = runToEnd(exploration, state, remember);
  const isEnd = run.standings.at(-1)?.quiescent ?? false;
  const last = run.steps[badStep];
  const { code, about } = claim;
  const isFlow = claim.subject.kind === 'none';
  const span = isFlow ? (spanOf(last) ?? claim.span) : claim.span;
  const subject: Subject =
    code === 'incomplete-flow'
      ? { kind: 'flow', quiescent: isEnd, waiting: run.standings.at(-1)?.waiting.map(({ reaction }) => reaction) ?? [] }
      : code === 'livelock'
        ? loopFrom(exploration, state, remember)
        : claim.subject;
  return {
    code,
    status: 'violated',
    span,
    about: isFlow ? [claim.span, ...about] : about,
    subject,
    run,
    badStep,
    states,
  };
}

export function spanOf(step: RunStep | undefined): Span | undefined {
  return step?.firings.at(-1)?.span;
}

function filled(subject: Subject, run: Run): Subject {
  if (subject.kind !== 'join') return subject;
  const left = run.standings.at(-1)?.waiting.find(({ reaction }) => reaction === subject.reaction.id)?.messages ?? [];
  const missing = subject.reaction.trigger.messages
    .map(({ message }) => message)
    .filter(message => !left.includes(message));
  return { ...subject, left, missing };
}

export function claimVerdicts(main: Seen, plain: Seen, context: Context): readonly Verdict[] {
  const found = new Map<string, Verdict>();
  for (const seen of main === plain ? [main] : [main, plain]) {
    const { exploration, survey } = seen;
    const { edges, store, bound } = exploration;
    const components = edges && bound === undefined ? componentsIn(edges, store.count) : undefined;
    for (const claim of survey.claims) {
      if (claim.withoutRedelivery ? seen !== plain : seen !== main) continue;
      const verdict = claimVerdict(seen, claim, components, context);
      const known = found.get(claim.key);
      if (!known || (known.status !== 'violated' && verdict.status === 'violated')) found.set(claim.key, verdict);
    }
  }
  return [...found.values()].filter(
    ({ code, status }) => status === 'violated' || code === 'property-violated' || code.startsWith('compensation'),
  );
}

function claimVerdict(
  { exploration, survey, remember }: Seen,
  claim: Claim,
  components: ReturnType<typeof componentsIn> | undefined,
  context: Context,
): Verdict {
  if (claim.kind !== 'passes') {
    const state = survey.violations.get(claim);
    return state === undefined ? holds(claim, context) : violatedAt(claim, exploration, state, remember, context);
  }
  const { edges, store } = exploration;
  if (!edges || !components) return holds(claim, context);
  const doom = doomOf(edges, components, store.count, state => claim.holds(stateAt(exploration, state)));
  if (doom.state >= 0) return violatedFrom(claim, exploration, doom.state, remember, context);
  return holds(claim, context, doom.canBePutOff);
}
