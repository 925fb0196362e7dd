/** Verifies a choreography: explores its runs and says for each thing that was asked whether it holds. */
import type { Choreography } from '@choreo/model';
import { canCasesMeet } from '../runs/program/case-scope.ts';
import { isAboutFlow, nothingFound } from './all-questions.ts';
import { claimVerdicts } from './claim-verdicts.ts';
import { termination } from './explore-flow.ts';
import type { Context } from './question.ts';
import { competitionVerdicts, shownBy } from './questions/competing-services.ts';
import { deadAlternatives } from './questions/dead-alternative.ts';
import { lateVerdicts } from './questions/late-timeout.ts';
import { orderVerdicts } from './questions/order-dependent-outcome.ts';
import { redeliveryVerdicts } from './questions/redelivery-changes-outcome.ts';
import { testScenario } from './questions/scenario/scenario.ts';
import { pumpVerdicts } from './questions/unbounded-messages.ts';
import { boundOf, canDependOnOrder, lookWell, oneCaseOnly, orderOf, worthwhileStates } from './strategy.ts';
import type { Limits } from './strategy.ts';
import { verificationCodes } from './verdict.ts';
import type { Progress, Stop, Termination, Verdict, Verification, VerifyOptions, VerifyTask } from './verdict.ts';

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
    verdicts: inOrder(found),
  };
}

function definedIn(options: VerifyOptions): VerifyOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

interface Flow {
  readonly states: number;
  readonly bytes: number;
  readonly exploration: Verification['exploration'];
  readonly bound: string | undefined;
  readonly termination: Termination;
  readonly exits: Verification['exits'];
  readonly verdicts: readonly Verdict[];
}

function* verifyFlow(choreography: Choreography, limits: Limits): Generator<Progress, Flow, Stop | undefined> {
  const cases = limits.cases > 1 && canCasesMeet(choreography) ? 2 : 1;
  const plain = yield* lookWell(choreography, { ...limits, cases, redeliveries: 0 });
  const main =
    limits.redeliveries > 0 ? yield* lookWell(choreography, { ...limits, cases }, worthwhileStates(plain)) : plain;
  const order =
    cases > 1
      ? oneCaseOnly
      : canDependOnOrder(plain)
        ? yield* orderOf(choreography, limits, plain.isReduced)
        : undefined;
  const looping = termination(main);
  const context: Context = {
    main,
    plain,
    bound: boundOf(main, limits),
    plainBound: boundOf(plain, { ...limits, redeliveries: 0 }),
    states: main.exploration.store.count,
  };
  const competitions = competitionVerdicts(context);
  const all = [
    ...claimVerdicts(main, plain, context).map(verdict => shownBy(verdict, competitions)),
    ...deadAlternatives(context),
    ...pumpVerdicts(context),
    ...orderVerdicts(context, order),
    ...competitions,
    ...lateVerdicts(context),
    ...(limits.redeliveries > 0 ? redeliveryVerdicts(context) : []),
  ];
  const asked =
    limits.redeliveries > 0
      ? verificationCodes
      : verificationCodes.filter(code => code !== 'redelivery-changes-outcome');
  const silent = asked.filter(code => isAboutFlow(code, choreography) && !all.some(verdict => verdict.code === code));
  return {
    states: main.exploration.store.count + (plain === main ? 0 : plain.exploration.store.count) + (order?.states ?? 0),
    bytes: main.exploration.store.bytes + (main.exploration.edges?.bytes ?? 0),
    exploration: main.exploration.bound !== undefined ? 'bounded' : main.isReduced ? 'reduced' : 'full',
    bound: main.exploration.bound,
    termination: looping,
    exits: [...main.survey.ends.values()].map(({ exits }) => exits).sort(byText),
    verdicts: [...all, ...silent.map(code => nothingFound(code, context, order))],
  };
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
