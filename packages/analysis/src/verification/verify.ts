/** Verifies a choreography: explores its runs and answers each question. */
import type { Choreography } from '@choreo/model';
import { usualMany } from '../runs/program/multiplicity.ts';
import { redeliveriesOf } from '../runs/program/redeliveries.ts';
import { testScenario } from './questions/scenario/scenario.ts';
import { allSuppositions, suppositionsOf } from './suppositions.ts';
import { verificationCodes } from './verdict.ts';
import type { Verdict, Verification, VerifyOptions, VerifyTask } from './verdict.ts';
import { verifyFlow } from './verify-flow.ts';
import type { Flow } from './flow.ts';

const defaults = {
  cases: 1,
  losses: 0,
  many: usualMany,
  maxStates: 1_000_000,
  maxBytes: 500_000_000,
  ends: 30,
} as const;

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
  const limits = { ...defaults, ...definedIn(options), ...redeliveriesOf(choreography, options.redeliveries) } as const;
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
    redeliveries: limits.redeliveries,
    ...(flow ? { bytes: flow.bytes } : {}),
    exploration: flow?.exploration ?? (found.some(({ status }) => status === 'bounded') ? 'bounded' : 'full'),
    ...(flow?.bound === undefined ? {} : { bound: flow.bound }),
    termination: flow?.termination ?? 'unknown',
    exits: flow?.exits ?? [],
    ends: flow?.ends ?? [],
    supposed: flow && flow.exits.length > 1 ? allSuppositions(choreography) : [],
    verdicts: inOrder(found).map(verdict => withSuppositions(choreography, verdict)),
  };
}

function definedIn(options: VerifyOptions): VerifyOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function withSuppositions(choreography: Choreography, verdict: Verdict): Verdict {
  const supposes = verdict.run ? suppositionsOf(choreography, verdict.run) : [];
  return supposes.length > 0 ? { ...verdict, supposes } : verdict;
}

function inOrder(found: readonly Verdict[]): readonly Verdict[] {
  const place = ({ span }: Verdict): string =>
    `${span.uri} ${String(span.range.start.line).padStart(9, '0')} ${String(span.range.start.character).padStart(6, '0')}`;
  return found
    .map((verdict, index) => ({ verdict, index, order: verificationCodes.indexOf(verdict.code), at: place(verdict) }))
    .sort((a, b) => a.order - b.order || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index))
    .map(({ verdict }) => verdict);
}
