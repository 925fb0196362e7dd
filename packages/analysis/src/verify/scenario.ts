/** One story: its entries and choices fixed, its expectations asked of every run that fits. */
import type { Alternative, Choreography, Outcome, PayloadObject, PayloadValue, Scenario, Step } from '@choreo/model';
import { messageGraphOf } from '../graph/message-graph.ts';
import { allowsOf, hasMessagesOf } from '../run/chosen.ts';
import { compile } from '../run/compile.ts';
import type { Content } from '../run/content.ts';
import { isQuiescent } from '../run/initial.ts';
import type { Program } from '../run/program.ts';
import type { Known } from '../run/term.ts';
import { doomOf } from './doom.ts';
import type { EdgeList } from './edges.ts';
import type { Exploration } from './explore.ts';
import { explore } from './explore.ts';
import { runToEnd, runTo, stateAt } from './paths.ts';
import type { Remember } from './paths.ts';
import { componentsIn } from './strong-components.ts';
import type { Progress, Stop, Subject, Verdict, VerifyOptions } from './verification.ts';

type Why = NonNullable<Extract<Subject, { kind: 'scenario' }>['why']>;

export function* testScenario(
  choreography: Choreography,
  scenario: Scenario,
  limits: Required<Pick<VerifyOptions, 'redeliveries' | 'maxStates' | 'maxBytes'>>,
): Generator<Progress, Verdict, Stop | undefined> {
  const failedGiven = givenWithoutEntry(choreography, scenario);
  if (failedGiven) return verdictOf(scenario, 0, failedGiven);
  const program = compileScenario(choreography, scenario, limits.redeliveries);
  const reached = new Set<string>();
  const remember = rememberOrder(program, scenario);
  const exploration = yield* explore(
    program,
    {
      remember,
      step(_from, _before, _action, _after, stepper) {
        // What fired is told by what is covered, see `firedIn`.
        for (const { message } of stepper.published) reached.add(message);
      },
    },
    { maxStates: limits.maxStates, maxBytes: limits.maxBytes, what: `scenario "${scenario.name}"`, keepEdges: true },
  );
  const states = exploration.store.count;
  if (exploration.bound !== undefined) {
    const failure = failureSoFar(exploration, partOfStory(exploration, scenario, remember), scenario, reached);
    if (failure) return verdictOf(scenario, states, failure);
    return { ...verdictOf(scenario, states), status: 'bounded', bound: exploration.bound };
  }
  const story = storyOf(exploration, remember);
  for (const step of scenario.steps) {
    const failure = failureOf(exploration, story, scenario, step, reached);
    if (failure) return verdictOf(scenario, states, failure);
  }
  return verdictOf(scenario, states);
}

interface Failure {
  readonly step: Step;
  readonly why: Why;
  readonly run?: Verdict['run'];
  readonly badStep?: number;
}

function verdictOf(scenario: Scenario, states: number, failure?: Failure): Verdict {
  const base = { code: 'scenario-failed', about: failure ? [scenario.span] : [], states } as const;
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

function compileScenario(choreography: Choreography, { steps }: Scenario, redeliveries: number): Program {
  const counted = new Map<string, number>();
  const entries: Record<string, number> = {};
  const chosen = new Map<string, Outcome[]>();
  const payloads = new Map<string, PayloadObject>();
  for (const step of steps) {
    switch (step.kind) {
      case 'given':
        entries[step.message.message] = (entries[step.message.message] ?? 0) + 1;
        if (step.payload) payloads.set(step.message.message, step.payload);
        break;
      case 'choose':
        chosen.set(step.reaction, [...(chosen.get(step.reaction) ?? []), step.outcome]);
        break;
      case 'expect-order':
        for (const { message } of [step.first, step.second])
          counted.set(message, Math.max(1, counted.get(message) ?? 0));
        break;
      case 'expect':
        counted.set(
          step.message.message,
          Math.max(Math.min(250, (step.times ?? 0) + 1), counted.get(step.message.message) ?? 0),
        );
        break;
      case 'never':
      case 'possible':
        counted.set(step.message.message, Math.max(1, counted.get(step.message.message) ?? 0));
        break;
      default:
        step satisfies never;
    }
  }
  return compile(choreography, {
    redeliveries,
    counted,
    memory: steps.filter(({ kind }) => kind === 'expect-order').length,
    ...(Object.keys(entries).length > 0 ? { entries } : {}),
    ...(chosen.size > 0
      ? { allows: allowsOf(new Map([...chosen].map(([id, outcomes]) => [id, isAnyOf(outcomes.map(hasMessagesOf))]))) }
      : {}),
    ...(payloads.size > 0 ? { carries: (message, content) => canCarry(content, payloads.get(message)) } : {}),
  });
}

/** Chosen twice, a reaction may take either. */
function isAnyOf(some: readonly ((alternative: Alternative) => boolean)[]): (alternative: Alternative) => boolean {
  return alternative => some.some(isOne => isOne(alternative));
}

/** Whether a content can be that of a payload: what the payload leaves out is open. */
function canCarry({ answers, tells }: Content, payload: PayloadObject | undefined): boolean {
  if (!payload) return true;
  for (const key of answers.keys()) {
    const value = valueAt(payload, key.split('.'));
    if (value !== undefined && !tells(key, value)) return false;
  }
  return true;
}

function valueAt(payload: PayloadObject, path: readonly string[]): Known {
  let value: PayloadValue | undefined = payload;
  for (const name of path) {
    if (value?.kind !== 'object') return undefined;
    value = value.entries.find(entry => entry.name === name)?.value;
  }
  return value && value.kind !== 'object' && value.kind !== 'array' ? value.value : undefined;
}

/** The runs that fit. Where a choice leaves no way on, a run is not part of the story. */
interface Story {
  /** By state: whether a run that fits goes through it. */
  fits(state: number): boolean;
  readonly components: ReturnType<typeof componentsIn>;
  readonly states: number;
  readonly remember: Remember;
}

/**
 * A message from outside comes before what is emitted in answer to it, though both are of one step. Where that is not the
 * order that is expected, the state keeps it.
 */
function rememberOrder(program: Program, { steps }: Scenario): Remember {
  const orders = steps
    .filter(step => step.kind === 'expect-order')
    .map(({ first, second }, index) => ({
      second: second.message,
      slot: program.memorySlot + index,
      counts: [first, second].map(({ message }) => slotOf(program, message)),
    }));
  return (before, after, { entered }) => {
    for (const { second, slot, counts } of orders) {
      if (entered?.message === second && counts.every(count => count < 0 || before[count] === 0)) after[slot] = 1;
    }
  };
}

function slotOf({ counters }: Program, message: string): number {
  return counters.find(counter => counter.message === message)?.slot ?? -1;
}

/** As far as it was looked: a run fits that can be brought to its end, or where nothing was chosen or left out. */
function partOfStory(exploration: Exploration, { steps }: Scenario, remember: Remember): Story {
  const isFree = steps.every(step => step.kind !== 'choose' && !(step.kind === 'given' && step.payload));
  const fits = (state: number): boolean =>
    isFree || runToEnd(exploration, state, remember).run.standings.at(-1)?.quiescent === true;
  return {
    fits,
    components: { of: new Int32Array(0), count: 0, isCyclic: false },
    states: exploration.store.count,
    remember,
  };
}

/** What fails whatever was not looked at: something happens that must not, or too often, or too early. */
function failureSoFar(
  exploration: Exploration,
  story: Story,
  scenario: Scenario,
  reached: ReadonlySet<string>,
): Failure | undefined {
  for (const step of scenario.steps) {
    const isTold =
      step.kind === 'never' || step.kind === 'expect-order' || (step.kind === 'expect' && step.times !== undefined);
    const failure = isTold ? failureOf(exploration, story, scenario, step, reached, true) : undefined;
    if (failure) return failure;
  }
  return undefined;
}

function storyOf({ program, edges, store, ...exploration }: Exploration, remember: Remember): Story {
  const states = store.count;
  if (!edges) throw new Error('The steps of a scenario are kept');
  const components = componentsIn(edges, states);
  const full = { program, edges, store, ...exploration };
  const stuck = (state: number): boolean =>
    edges.startOf(state) === edges.endOf(state) && !isQuiescent(program, stateAt(full, state));
  const fitting = new Uint8Array(states);
  // States come after those that they lead to when walked by component; a few rounds settle it without sorting.
  let changed = true;
  for (let state = 0; state < states; state++)
    if (edges.startOf(state) === edges.endOf(state) && !stuck(state)) fitting[state] = 1;
  const sizes = new Map<number, number>();
  for (const own of components.of) sizes.set(own, (sizes.get(own) ?? 0) + 1);
  for (let state = 0; state < states; state++) {
    if ((sizes.get(components.of[state] ?? 0) ?? 0) > 1 || leadsToItself(edges, state)) fitting[state] = 1;
  }
  while (changed) {
    changed = false;
    for (let state = states - 1; state >= 0; state--) {
      if (fitting[state]) continue;
      for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++) {
        if (!fitting[edges.targetAt(edge)]) continue;
        fitting[state] = 1;
        changed = true;
        break;
      }
    }
  }
  return { fits: state => fitting[state] === 1, components, states, remember };
}

/** A run can go on there for ever, as on a circle of several states. */
function leadsToItself(edges: EdgeList, state: number): boolean {
  for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++)
    if (edges.targetAt(edge) === state) return true;
  return false;
}

function failureOf(
  exploration: Exploration,
  story: Story,
  scenario: Scenario,
  step: Step,
  reached: ReadonlySet<string>,
  isPartial = false,
): Failure | undefined {
  const { program } = exploration;
  const countOf = (message: string): ((state: Uint8Array) => number) => {
    const slot = slotOf(program, message);
    return slot < 0 ? () => 0 : state => state[slot] ?? 0;
  };
  switch (step.kind) {
    case 'given':
      return undefined;
    case 'choose':
      return isChosen(exploration, story, step.reaction) ? undefined : { step, why: { kind: 'not-chosen' } };
    case 'expect': {
      const { message } = step.message;
      const count = countOf(message);
      const { times } = step;
      if (times !== undefined) {
        const over = reach(exploration, story, state => count(state) > times, 'happened', message, step);
        if (over) return { ...over, why: { kind: 'count', message, count: times + 1 } };
      }
      if (isPartial) return undefined;
      const least = times ?? 1;
      const missed = missing(exploration, story, step, state => count(state) < least);
      if (!missed) return undefined;
      const end = missed.run?.standings.at(-1);
      const got = end ? countIn(missed.run, message) : 0;
      return {
        ...missed,
        why: times === undefined ? { kind: 'did-not-happen', message } : { kind: 'count', message, count: got },
      };
    }
    case 'expect-order': {
      const [first, second] = [step.first, step.second].map(({ message }) => countOf(message));
      if (!first || !second) return undefined;
      const places = scenario.steps.filter(({ kind }) => kind === 'expect-order');
      const early = program.memorySlot + places.indexOf(step);
      const isItself = step.first.message === step.second.message;
      const failures = (isPartial ? [] : [step.first, step.second]).flatMap(({ message }): Failure[] => {
        const count = countOf(message);
        const missed = missing(exploration, story, step, state => count(state) === 0);
        return missed ? [{ ...missed, why: { kind: 'did-not-happen', message } }] : [];
      });
      const isWrong = (state: Uint8Array): boolean =>
        second(state) > 0 && (first(state) === 0 || state[early] === 1 || isItself);
      const wrong = reach(exploration, story, isWrong, 'happened', '', step);
      if (wrong) failures.push({ ...wrong, why: { kind: 'order' } });
      const lengthOf = ({ run }: Failure): number => run?.steps.length ?? 0;
      return failures.sort((a, b) => lengthOf(a) - lengthOf(b))[0];
    }
    case 'never': {
      const { message } = step.message;
      const count = countOf(message);
      return reach(exploration, story, state => count(state) > 0, 'happened', message, step);
    }
    case 'possible': {
      const { message } = step.message;
      const count = countOf(message);
      const isPossible =
        reached.has(message) && reach(exploration, story, state => count(state) > 0, 'happened', message, step);
      return isPossible ? undefined : { step, why: { kind: 'impossible', message } };
    }
    default:
      return step satisfies never;
  }
}

/** Whether a run that fits takes one of the chosen alternatives. */
function isChosen({ program, covered }: Exploration, story: Story, reaction: string): boolean {
  if (!story.fits(0)) return false;
  return program.covers.some((cover, index) => cover.reaction.id === reaction && cover.alternative && covered[index]);
}

/** The first state of the story where that holds. */
function reach(
  exploration: Exploration,
  story: Story,
  holds: (state: Uint8Array) => boolean,
  kind: 'happened',
  message: string,
  step: Step,
): Failure | undefined {
  for (let state = 0; state < story.states; state++) {
    if (!holds(stateAt(exploration, state)) || !story.fits(state)) continue;
    const run = runTo(exploration, state, story.remember);
    return { step, why: { kind, message }, run, badStep: run.steps.length - 1 };
  }
  return undefined;
}

/** A run of the story after which that can no longer change. */
function missing(
  exploration: Exploration,
  story: Story,
  step: Step,
  owed: (state: Uint8Array) => boolean,
): Omit<Failure, 'why'> | undefined {
  const { edges } = exploration;
  if (!edges) return undefined;
  const doom = doomOf(
    edges,
    story.components,
    story.states,
    state => !story.fits(state) || owed(stateAt(exploration, state)),
  );
  // A state that does not fit owes nothing, but pays nothing either.
  let doomed = doom.state;
  while (doomed >= 0 && doomed < story.states && !(story.fits(doomed) && doom.isDoomed(doomed))) doomed++;
  if (doomed < 0 || doomed >= story.states) return undefined;
  const { run, badStep } = runToEnd(exploration, doomed, story.remember);
  return { step, run, badStep };
}

function countIn(run: Verdict['run'], message: string): number {
  const published = run?.steps.flatMap(({ firings, entersFrom, message: entered }) => [
    ...firings.flatMap(({ emits }) => emits),
    ...(entersFrom !== undefined && entered !== undefined ? [entered] : []),
  ]);
  return published?.filter(one => one === message).length ?? 0;
}
