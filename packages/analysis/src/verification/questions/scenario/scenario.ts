/** Verifies one scenario: its entries and choices are fixed, and every matching run has to meet its expectations. */
import type { AskedRedeliveries } from '../../../runs/program/redeliveries.ts';
import type { Choreography, Scenario } from '@choreo/model';
import { messageGraphOf } from '../../../graph/message-graph.ts';
import { boundsOfModel, statusWithin } from '../../bound.ts';
import type { Bound } from '../../bound.ts';
import { explore } from '../../search/explore.ts';
import type { Exploration } from '../../search/explore.ts';
import type { Remember } from '../../search/paths.ts';
import { suppositionBounds, suppositionsOf } from '../../suppositions.ts';
import { withQueues } from '../../search/queue-capacity.ts';
import type { Progress, Stop, Verdict, VerifyOptions } from '../../verdict.ts';
import { compileScenario, rememberOrder } from './compile-scenario.ts';
import { failureOf, possibilityOf } from './expectations.ts';
import type { Failure } from './expectations.ts';
import { matchingRuns } from './matching-runs.ts';
import type { MatchingRuns } from './matching-runs.ts';

export function* testScenario(
  choreography: Choreography,
  scenario: Scenario,
  limits: Limits,
): Generator<Progress, Verdict, Stop | undefined> {
  const failedGiven = givenWithoutEntry(choreography, scenario);
  if (failedGiven) return verdictOf(scenario, 0, failedGiven);
  const { exploration, remember, reached } = yield* withQueues(
    queueCapacity => exploreScenario(choreography, scenario, limits, queueCapacity),
    explored => explored.exploration.bound,
  );
  const states = exploration.store.count;
  const open = boundsOfModel(choreography);
  if (exploration.bound !== undefined) {
    const failure = failureSoFar(exploration, matchingRuns(exploration, scenario, remember), scenario, reached);
    if (failure) return verdictOf(scenario, states, failure);
    return { ...verdictOf(scenario, states), ...within([exploration.bound, ...open]) };
  }
  const matching = matchingRuns(exploration, scenario, remember);
  for (const step of scenario.steps) {
    const failure = failureOf(exploration, matching, scenario, step, reached);
    if (failure) return verdictOf(scenario, states, failure);
  }
  const supposed = scenario.steps.flatMap(step => possibilityOf(exploration, matching, step) ?? []);
  const conditions = [...new Set(supposed.flatMap(run => suppositionsOf(choreography, run)))];
  return { ...verdictOf(scenario, states), ...within([...open, ...suppositionBounds(conditions)]) };
}

type Limits = AskedRedeliveries & Required<Pick<VerifyOptions, 'many' | 'maxStates' | 'maxBytes'>>;

interface Explored {
  readonly exploration: Exploration;
  readonly remember: Remember;
  /** The messages that were published. */
  readonly reached: ReadonlySet<string>;
}

function* exploreScenario(
  choreography: Choreography,
  scenario: Scenario,
  { redeliveries, redelivered = 'any', many, maxStates, maxBytes }: Limits,
  queueCapacity: number,
): Generator<Progress, Explored, Stop | undefined> {
  const program = compileScenario(choreography, scenario, { redeliveries, redelivered, many, queueCapacity });
  const reached = new Set<string>();
  const remember = rememberOrder(program, scenario);
  const exploration = yield* explore(
    program,
    {
      remember,
      step(_from, _before, _action, _after, stepper) {
        // What is covered shows what has fired.
        for (const { message } of stepper.published) reached.add(message);
      },
    },
    { maxStates, maxBytes, what: `scenario "${scenario.name}"`, keepEdges: true },
  );
  return { exploration, remember, reached };
}

function within(bounds: readonly Bound[]): Pick<Verdict, 'status' | 'bounds'> {
  return { status: statusWithin(bounds), bounds };
}

function verdictOf(scenario: Scenario, states: number, failure?: Failure): Verdict {
  const base = { code: 'scenario-failed', about: failure ? [scenario.span] : [], bounds: [], states } as const;
  if (!failure) return { ...base, status: 'proved', span: scenario.nameSpan, subject: { kind: 'scenario', scenario } };
  const { step, why, run, badStep } = failure;
  return {
    ...base,
    status: 'violated',
    span: step.span,
    subject: { kind: 'scenario', scenario, step, why },
    ...(run ? { run } : {}),
    ...(badStep === undefined ? {} : { badStep }),
  };
}

function givenWithoutEntry(choreography: Choreography, { steps }: Scenario): Failure | undefined {
  const { entries } = messageGraphOf(choreography);
  for (const step of steps) {
    if (step.kind === 'given' && !entries.has(step.message.message))
      return { step, why: { kind: 'no-entry', message: step.message.message } };
  }
  return undefined;
}

/** Failures that do not depend on what was left out: something happens that must not, or too often, or too early, or an end is bad. */
function failureSoFar(
  exploration: Exploration,
  matching: MatchingRuns,
  scenario: Scenario,
  reached: ReadonlySet<string>,
): Failure | undefined {
  for (const step of scenario.steps) {
    const isTold =
      ['never', 'expect-order', 'expect-at-rest'].includes(step.kind) ||
      (step.kind === 'expect' && step.times !== undefined);
    const failure = isTold ? failureOf(exploration, matching, scenario, step, reached, true) : undefined;
    if (failure) return failure;
  }
  return undefined;
}
