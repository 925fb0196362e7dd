/** Verifies a choreography: explores its runs and says for each thing that was asked whether it holds. */
import type { Choreography } from '@choreo/model';
import { canCasesMeet } from '../runs/program/case-scope.ts';
import { questions } from './all-questions.ts';
import { statusWithin } from './bound.ts';
import type { Bound } from './bound.ts';
import { claimVerdicts } from './claim-verdicts.ts';
import { flowSpan } from './claim.ts';
import { termination } from './explore-flow.ts';
import type { Context, Limits } from './question.ts';
import { testScenario } from './questions/scenario/scenario.ts';
import { boundsOf, lookWell, worthwhileStates } from './strategy.ts';
import { allSuppositions, suppositionsOf } from './suppositions.ts';
import { verificationCodes } from './verdict.ts';
import type {
  Progress,
  Stop,
  Termination,
  Verdict,
  Verification,
  VerificationCode,
  VerifyOptions,
  VerifyTask,
} from './verdict.ts';

const defaults = { redeliveries: 0, cases: 1, maxStates: 1_000_000, maxBytes: 500_000_000 } as const;

/** Verifies to the end. */
export function verify(choreography: Choreography, options: VerifyOptions = {}): Verification {
  const task = verifyTask(choreography, options);
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
  }
}

/** As `verify`, in pieces between which it can be stopped. */
export function* verifyTask(choreography: Choreography, options: VerifyOptions = {}): VerifyTask {
  const limits = { ...defaults, ...definedIn(options) };
  const found: Verdict[] = [];
  let flow: Flow | undefined;
  let states = 0;
  if (options.scope !== 'scenarios') {
    flow = yield* verifyFlow(choreography, limits);
    states += flow.states;
    found.push(...flow.verdicts);
  }
  if (options.scope !== 'flow') {
    for (const scenario of choreography.scenarios) {
      const verdict = yield* testScenario(choreography, scenario, limits);
      states += verdict.states;
      found.push(verdict);
    }
  }
  return {
    states,
    ...(flow ? { bytes: flow.bytes } : {}),
    exploration: flow?.exploration ?? (found.some(({ status }) => status === 'bounded') ? 'bounded' : 'full'),
    ...(flow?.bound === undefined ? {} : { bound: flow.bound }),
    termination: flow?.termination ?? 'unknown',
    exits: flow?.exits ?? [],
    supposed: flow && flow.exits.length > 1 ? allSuppositions(choreography) : [],
    verdicts: inOrder(found).map(verdict => withSuppositions(choreography, verdict)),
  };
}

function definedIn(options: VerifyOptions): VerifyOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

interface Flow {
  readonly states: number;
  readonly bytes: number;
  readonly exploration: Verification['exploration'];
  readonly bound: Bound | undefined;
  readonly termination: Termination;
  readonly exits: Verification['exits'];
  readonly verdicts: readonly Verdict[];
}

function* verifyFlow(choreography: Choreography, limits: Limits): Generator<Progress, Flow, Stop | undefined> {
  const cases = limits.cases > 1 && canCasesMeet(choreography) ? 2 : 1;
  const plain = yield* lookWell(choreography, { ...limits, cases, redeliveries: 0 });
  const main =
    limits.redeliveries > 0 ? yield* lookWell(choreography, { ...limits, cases }, worthwhileStates(plain)) : plain;
  const { exploration, visitor } = main;
  const context: Context = {
    choreography,
    limits,
    main,
    plain,
    bounds: boundsOf(main, limits.redeliveries),
    plainBounds: boundsOf(plain, 0),
    states: exploration.store.count,
  };
  const { verdicts, states } = yield* answers(context);
  return {
    states: exploration.store.count + (plain === main ? 0 : plain.exploration.store.count) + states,
    bytes: exploration.store.bytes + (exploration.edges?.bytes ?? 0),
    exploration: exploration.bound !== undefined ? 'bounded' : main.isReduced ? 'reduced' : 'full',
    bound: exploration.bound,
    termination: termination(main),
    exits: [...visitor.ends.values()].map(({ exits }) => exits).sort(byText),
    verdicts,
  };
}

/** The verdicts of all questions, and how many states the explorations of their own took. */
function* answers(
  context: Context,
): Generator<Progress, { readonly verdicts: readonly Verdict[]; readonly states: number }, Stop | undefined> {
  let states = 0;
  let found = claimVerdicts(context);
  const silent: Verdict[] = [];
  for (const { codes, verdicts, search, bounds: boundsIn, revise } of questions) {
    const searched = search ? yield* search(context) : undefined;
    const own = [...(verdicts?.(context) ?? []), ...(searched?.verdicts ?? [])];
    states += searched?.states ?? 0;
    if (revise) found = found.map(verdict => revise(verdict, own));
    found = [...found, ...own];
    const bounds = searched ? searched.bounds : boundsIn ? boundsIn(context) : context.bounds;
    for (const code of bounds ? codes : []) {
      if (bounds && !found.some(verdict => verdict.code === code)) silent.push(nothingFound(code, bounds, context));
    }
  }
  return { verdicts: [...found, ...silent], states };
}

function nothingFound(code: VerificationCode, bounds: readonly Bound[], { choreography, states }: Context): Verdict {
  const span = flowSpan(choreography);
  return { code, span, about: [], subject: { kind: 'none' }, status: statusWithin(bounds), bounds, states };
}

function withSuppositions(choreography: Choreography, verdict: Verdict): Verdict {
  const supposes = verdict.run ? suppositionsOf(choreography, verdict.run) : [];
  return supposes.length > 0 ? { ...verdict, supposes } : verdict;
}

const byText = (a: readonly string[], b: readonly string[]): number => (a.join(' ') < b.join(' ') ? -1 : 1);

function inOrder(found: readonly Verdict[]): readonly Verdict[] {
  const place = ({ span }: Verdict): string =>
    `${span.uri} ${String(span.range.start.line).padStart(9, '0')} ${String(span.range.start.character).padStart(6, '0')}`;
  return found
    .map((verdict, index) => ({ verdict, index, order: verificationCodes.indexOf(verdict.code), at: place(verdict) }))
    .sort((a, b) => a.order - b.order || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index))
    .map(({ verdict }) => verdict);
}
