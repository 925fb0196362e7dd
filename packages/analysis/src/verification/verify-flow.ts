/** Explores the runs of a choreography, and answers the questions about all of them. */
import type { Choreography, Property } from '@choreo/model';
import { canCasesMeet } from '../runs/program/case-scope.ts';
import { questions } from './all-questions.ts';
import { statusWithin } from './bound.ts';
import type { Bound } from './bound.ts';
import { claimVerdicts } from './claim-verdicts.ts';
import { flowSpan } from './claim.ts';
import { termination } from './explore-flow.ts';
import type { Context, Limits, Question } from './question.ts';
import { boundsOf, lookWell, worthwhileStates } from './strategy.ts';
import type { Progress, Stop, Termination, Verdict, Verification, VerificationCode } from './verdict.ts';

/** What all runs of a choreography show. */
export interface Flow {
  readonly states: number;
  readonly bytes: number;
  readonly exploration: Verification['exploration'];
  readonly bound: Bound | undefined;
  readonly termination: Termination;
  readonly exits: Verification['exits'];
  readonly verdicts: readonly Verdict[];
}

/** All questions, each on its own where they are too many to be asked at once. */
export function* verifyFlow(choreography: Choreography, limits: Limits): Generator<Progress, Flow, Stop | undefined> {
  const { properties } = choreography;
  const isTogether = properties.length === 0 || limits.reduction === 'full' || limits.maxStates <= mostTogether;
  const together = yield* exploreAndAnswer(choreography, limits, questions, isTogether ? undefined : mostTogether);
  if (together) return together;
  // What one sentence has to remember of the order of messages multiplies with what each other one has to.
  const alone: Choreography = { ...choreography, properties: [] };
  const flow = yield* exploreAndAnswer(alone, limits, ofFlow);
  const parts = flow ? [flow] : [];
  for (const property of properties) {
    for (const sentence of property.sentences) {
      const only: Choreography = { ...choreography, properties: [{ ...property, sentences: [sentence] }] };
      const part = yield* exploreAndAnswer(only, limits, ofSentences);
      if (part) parts.push(part);
    }
  }
  return combined(parts, choreography);
}

/** When so many states are kept and it goes on, the questions are asked one by one. */
const mostTogether = 20_000;

const ofSentences = questions.filter(({ isAboutSentences }) => isAboutSentences);
const ofFlow = questions.filter(({ isAboutSentences }) => !isAboutSentences);

/** The first part is about the flow as such, each other one about a sentence. */
function combined(parts: readonly Flow[], { properties }: Choreography): Flow {
  const [flow] = parts;
  const verdicts = parts.flatMap((part, index) =>
    // That nothing was found is said of all sentences together, below.
    part.verdicts.filter(({ subject }) => index === 0 || subject.kind !== 'none'),
  );
  const silent = new Map<VerificationCode, Verdict[]>();
  for (const verdict of parts.slice(1).flatMap(part => part.verdicts)) {
    if (verdict.subject.kind === 'none') silent.set(verdict.code, [...(silent.get(verdict.code) ?? []), verdict]);
  }
  for (const [code, all] of silent) {
    if (verdicts.some(verdict => verdict.code === code)) continue;
    const worst = all.find(({ status }) => status === 'bounded') ?? all[0];
    if (worst) verdicts.push(worst);
  }
  const bounded = parts.find(({ bound }) => bound);
  return {
    states: parts.reduce((sum, part) => sum + part.states, 0),
    bytes: Math.max(...parts.map(({ bytes }) => bytes)),
    exploration: bounded ? 'bounded' : parts.some(({ exploration }) => exploration === 'reduced') ? 'reduced' : 'full',
    bound: bounded?.bound,
    termination: flow?.termination ?? 'unknown',
    exits: flow?.exits ?? [],
    verdicts: verdicts.map(verdict => ofOriginal(verdict, properties)),
  };
}

/** About the property as it is declared, with all of its sentences. */
function ofOriginal(verdict: Verdict, properties: readonly Property[]): Verdict {
  const { subject } = verdict;
  if (subject.kind !== 'sentence' && subject.kind !== 'competition' && subject.kind !== 'vacuous') return verdict;
  const property = properties.find(({ sentences }) => sentences.includes(subject.sentence)) ?? subject.property;
  return { ...verdict, subject: { ...subject, property } };
}

/** Undefined where more than `giveUp` states came up. */
function* exploreAndAnswer(
  choreography: Choreography,
  limits: Limits,
  asked: readonly Question[],
  giveUp = Infinity,
): Generator<Progress, Flow | undefined, Stop | undefined> {
  const cases = limits.cases > 1 && canCasesMeet(choreography) ? 2 : 1;
  const most = Math.min(limits.maxStates, giveUp);
  const plain = yield* lookWell(choreography, { ...limits, cases, redeliveries: 0, maxStates: most }, asked);
  const isTooMuch = most < limits.maxStates && plain.exploration.bound?.kind === 'states';
  if (isTooMuch) return undefined;
  const main =
    limits.redeliveries > 0
      ? yield* lookWell(choreography, { ...limits, cases, maxStates: most }, asked, worthwhileStates(plain))
      : plain;
  if (most < limits.maxStates && main.exploration.bound?.kind === 'states') return undefined;
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
  const { verdicts, states } = yield* answers(context, asked);
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

const byText = (a: readonly string[], b: readonly string[]): number => (a.join(' ') < b.join(' ') ? -1 : 1);

/** The verdicts of all questions, and how many states the explorations of their own took. */
function* answers(
  context: Context,
  asked: readonly Question[],
): Generator<Progress, { readonly verdicts: readonly Verdict[]; readonly states: number }, Stop | undefined> {
  let states = 0;
  let found = claimVerdicts(context);
  const silent: Verdict[] = [];
  for (const { codes, verdicts, search, bounds: boundsIn, revise } of asked) {
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
