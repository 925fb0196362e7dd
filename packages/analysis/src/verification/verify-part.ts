/** Explores the runs of a choreography that has no independent parts, and answers the questions about all of them. */
import type { Choreography, Property, Sentence } from '@choreo/model';
import { canCasesMeet } from '../runs/program/case-scope.ts';
import { canRepeat } from '../runs/program/redeliveries.ts';
import { questions } from './all-questions.ts';
import { statusWithin } from './bound.ts';
import type { Bound } from './bound.ts';
import { claimVerdicts } from './claim-verdicts.ts';
import { flowSpan } from './claim.ts';
import { termination } from './explore-flow.ts';
import { findEnds } from './ends/find-ends.ts';
import type { Context, Limits, Question, Seen } from './question.ts';
import { boundsOf, lookWell, worthwhileStates } from './strategy.ts';
import type { Flow } from './flow.ts';
import { combinedFlow, sorted } from './flow.ts';
import { sliceFor } from './parts/slice.ts';
import { mayLoop } from './search/may-loop.ts';
import type { Progress, Stop, Verdict, VerificationCode } from './verdict.ts';

/** All questions, each on its own where they are too many to be asked at once. */
export function* verifyPart(choreography: Choreography, limits: Limits): Generator<Progress, Flow, Stop | undefined> {
  const { properties } = choreography;
  const { mostTogether = 5000 } = limits;
  const isTogether = properties.length === 0 || limits.reduction === 'full' || limits.maxStates <= mostTogether;
  const together = yield* exploreAndAnswer(choreography, limits, questions, isTogether ? undefined : mostTogether);
  if (together) return together;
  // What one sentence has to remember of the order of messages multiplies with what each other one has to.
  const flow = yield* exploreAndAnswer({ ...choreography, properties: [] }, limits, ofFlow);
  const parts = flow ? [flow] : [];
  for (const property of properties) {
    for (const sentence of property.sentences) {
      const part = yield* answerSentence(choreography, property, sentence, limits);
      if (part) parts.push(part);
    }
  }
  const [first] = parts;
  return {
    ...combinedFlow(parts, choreography),
    // The others are of parts of the flow.
    termination: first?.termination ?? 'unknown',
    exits: first?.exits ?? [],
    plainExits: first?.plainExits ?? [],
    ends: first?.ends ?? [],
  };
}

const ofSentences = questions.filter(({ isAboutSentences }) => isAboutSentences);
const ofFlow = questions.filter(({ isAboutSentences }) => !isAboutSentences);

/** Of what can influence it. Where that shows a violation, a shortest run of the whole is looked for. */
function* answerSentence(
  choreography: Choreography,
  property: Property,
  sentence: Sentence,
  { ends: _ends, ...limits }: Limits,
): Generator<Progress, Flow | undefined, Stop | undefined> {
  const alone: Choreography = { ...choreography, properties: [{ ...property, sentences: [sentence] }] };
  const slice = sliceFor(choreography, sentence);
  const ofSlice = slice && (yield* exploreAndAnswer(slice, limits, ofSentences));
  if (ofSlice && !ofSlice.verdicts.some(({ run }) => run)) return ofSlice;
  const ofWhole = yield* exploreAndAnswer(alone, limits, ofSentences);
  if (!ofSlice || !ofWhole || ofWhole.verdicts.some(({ run }) => run)) return ofWhole;
  // What is at rest in the slice may never be so in the whole.
  if (sentence.kind === 'at-rest' && (ofWhole.bound === undefined || mayLoop(choreography))) return ofWhole;
  // It is violated, but the whole is too large to find a run.
  const verdicts = ofSlice.verdicts.map(({ run: _run, badStep: _badStep, other: _other, ...verdict }) => verdict);
  return { ...ofSlice, verdicts, states: ofSlice.states + ofWhole.states };
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
  const isTooMuch = ({ exploration: { bound } }: Seen) => most < limits.maxStates && isBoundAt(bound, most);
  const plain = yield* lookWell(choreography, { ...limits, cases, redeliveries: 0 }, asked, { giveUp: most });
  if (isTooMuch(plain)) return undefined;
  const patience = { giveUp: most, worthwhile: worthwhileStates(plain) };
  const repeats = limits.redeliveries > 0 && canRepeat(choreography, limits.redelivered);
  const main = repeats ? yield* lookWell(choreography, { ...limits, cases }, asked, patience) : plain;
  if (isTooMuch(main)) return undefined;
  const { exploration } = main;
  const context: Context = {
    choreography,
    limits,
    main,
    plain,
    bounds: boundsOf(main, limits.redeliveries, limits.many),
    plainBounds: boundsOf(plain, 0, limits.many),
    states: exploration.store.count,
  };
  const { verdicts, states } = yield* answers(context, asked);
  const ends = limits.ends ? [yield* findEnds(plain, context.plainBounds, limits.ends)] : [];
  return {
    states: exploration.store.count + (plain === main ? 0 : plain.exploration.store.count) + states,
    bytes: exploration.store.bytes + (exploration.edges?.bytes ?? 0),
    exploration: exploration.bound !== undefined ? 'bounded' : main.isReduced ? 'reduced' : 'full',
    bound: exploration.bound,
    termination: termination(main),
    exits: exitsIn(main),
    plainExits: exitsIn(plain),
    ends,
    verdicts,
  };
}

function isBoundAt(bound: Bound | undefined, most: number): boolean {
  return bound?.kind === 'states' && bound.most === most;
}

function exitsIn({ visitor }: Seen): Flow['exits'] {
  return sorted([...visitor.ends.values()].map(({ exits }) => exits));
}

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
