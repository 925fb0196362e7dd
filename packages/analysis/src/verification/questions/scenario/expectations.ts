/** Finds the expectation of a scenario that no run meets, and how far the best run came. */
import type { Scenario, ScenarioStep } from '@choreo/model';
import type { Run } from '../../../runs/run.ts';
import { chosenAmong, hasMessagesOf } from '../../../runs/outcome-filter.ts';
import { isQuiescent } from '../../../runs/initial-states.ts';
import { slotOf } from '../../claim.ts';
import { conditionIn } from '../../conditions.ts';
import { eventualityOf } from '../../search/eventuality.ts';
import type { Exploration } from '../../search/explore.ts';
import { runTo, runToEnd, stateAt } from '../../search/paths.ts';
import type { Subject, Verdict } from '../../verdict.ts';
import type { MatchingRuns } from './matching-runs.ts';

export function failureOf(
  exploration: Exploration,
  matching: MatchingRuns,
  scenario: Scenario,
  step: ScenarioStep,
  reached: ReadonlySet<string>,
  isPartial = false,
): Failure | undefined {
  const { program } = exploration;
  const countOf = (message: string): ((state: Uint8Array) => number) => {
    const slot = slotOf(program, message, 0);
    return slot === undefined ? () => 0 : state => state[slot] ?? 0;
  };
  switch (step.kind) {
    case 'given':
      return undefined;
    case 'choose':
      return isChosen(exploration, matching, step) ? undefined : { step, why: { kind: 'not-chosen' } };
    case 'expect': {
      const { message } = step.message;
      const count = countOf(message);
      const { times } = step;
      if (times !== undefined) {
        const over = reach(exploration, matching, state => count(state) > times, 'happened', message, step);
        if (over) return { ...over, why: { kind: 'count', message, count: times + 1 } };
      }
      if (isPartial) return undefined;
      const least = times ?? 1;
      const missed = missing(exploration, matching, step, state => count(state) < least);
      if (!missed) return undefined;
      const end = missed.run?.snapshots.at(-1);
      const got = end ? countIn(missed.run, message) : 0;
      return {
        ...missed,
        why: times === undefined ? { kind: 'did-not-happen', message } : { kind: 'count', message, count: got },
      };
    }
    case 'expect-at-rest': {
      const condition = conditionIn(step.condition, program, 0);
      if (!condition) return undefined;
      const isAtRest = (state: Uint8Array): boolean => isQuiescent(program, state);
      const isBad = (state: Uint8Array): boolean => isAtRest(state) && condition.isBroken(state);
      const end = reach(exploration, matching, isBad, 'happened', '', step);
      if (end?.run) return { ...end, why: { kind: 'at-rest' }, badStep: end.run.steps.length };
      if (isPartial) return undefined;
      const missed = missing(exploration, matching, step, state => !isAtRest(state));
      return missed && { ...missed, why: { kind: 'no-rest' } };
    }
    case 'expect-order': {
      const [first, second] = [step.first, step.second].map(({ message }) => countOf(message));
      if (!first || !second) return undefined;
      const places = scenario.steps.filter(({ kind }) => kind === 'expect-order');
      const early = program.memorySlot + places.indexOf(step);
      const isItself = step.first.message === step.second.message;
      const failures = (isPartial ? [] : [step.first, step.second]).flatMap(({ message }): Failure[] => {
        const count = countOf(message);
        const missed = missing(exploration, matching, step, state => count(state) === 0);
        return missed ? [{ ...missed, why: { kind: 'did-not-happen', message } }] : [];
      });
      const isWrong = (state: Uint8Array): boolean =>
        second(state) > 0 && (first(state) === 0 || state[early] === 1 || isItself);
      const wrong = reach(exploration, matching, isWrong, 'happened', '', step);
      if (wrong) failures.push({ ...wrong, why: { kind: 'order' } });
      const lengthOf = ({ run }: Failure): number => run?.steps.length ?? 0;
      return failures.sort((a, b) => lengthOf(a) - lengthOf(b))[0];
    }
    case 'never': {
      const { message } = step.message;
      const count = countOf(message);
      return reach(exploration, matching, state => count(state) > 0, 'happened', message, step);
    }
    case 'possible': {
      const { message } = step.message;
      const count = countOf(message);
      const isPossible =
        reached.has(message) && reach(exploration, matching, state => count(state) > 0, 'happened', message, step);
      return isPossible ? undefined : { step, why: { kind: 'impossible', message } };
    }
    default:
      return step satisfies never;
  }
}

/** For a `possible` that holds: a shortest run that shows it. */
export function possibilityOf(exploration: Exploration, matching: MatchingRuns, step: ScenarioStep): Run | undefined {
  if (step.kind !== 'possible') return undefined;
  const { message } = step.message;
  const slot = slotOf(exploration.program, message, 0);
  if (slot === undefined) return undefined;
  return reach(exploration, matching, state => (state[slot] ?? 0) > 0, 'happened', message, step)?.run;
}

/** Whether a matching run takes one of the chosen alternatives. */
function isChosen(
  { program, covered }: Exploration,
  matching: MatchingRuns,
  { reaction: id, outcome }: Extract<ScenarioStep, { kind: 'choose' }>,
): boolean {
  if (!matching.fits(0)) return false;
  const isWanted = hasMessagesOf(outcome);
  return program.covers.some(
    ({ reaction, alternative }, index) =>
      reaction.id === id && alternative && covered[index] && chosenAmong(reaction, isWanted).has(alternative),
  );
}

/** The first state of a matching run in which the condition holds. */
function reach(
  exploration: Exploration,
  matching: MatchingRuns,
  holds: (state: Uint8Array) => boolean,
  kind: 'happened',
  message: string,
  step: ScenarioStep,
): Failure | undefined {
  for (let state = 0; state < matching.states; state++) {
    if (!holds(stateAt(exploration, state)) || !matching.fits(state)) continue;
    const run = runTo(exploration, state, matching.remember);
    return { step, why: { kind, message }, run, badStep: run.steps.length - 1 };
  }
  return undefined;
}

/** A matching run after which the condition can no longer change. */
function missing(
  exploration: Exploration,
  matching: MatchingRuns,
  step: ScenarioStep,
  owed: (state: Uint8Array) => boolean,
): Omit<Failure, 'why'> | undefined {
  const { edges } = exploration;
  if (!edges) return undefined;
  const eventuality = eventualityOf(
    edges,
    matching.components,
    matching.states,
    state => !matching.fits(state) || owed(stateAt(exploration, state)),
  );
  // A state of no matching run neither owes nor fulfils anything.
  let lost = eventuality.state;
  while (lost >= 0 && lost < matching.states && !(matching.fits(lost) && eventuality.neverComes(lost))) lost++;
  if (lost < 0 || lost >= matching.states) return undefined;
  const { run, badStep } = runToEnd(exploration, lost, matching.remember);
  return { step, run, badStep };
}

function countIn(run: Verdict['run'], message: string): number {
  const published = run?.steps.flatMap(({ firings, entersFrom, message: entered }) => [
    ...firings.flatMap(({ emits }) => emits),
    ...(entersFrom !== undefined && entered !== undefined ? [entered] : []),
  ]);
  return published?.filter(one => one === message).length ?? 0;
}

export interface Failure {
  readonly step: ScenarioStep;
  readonly why: Why;
  readonly run?: Verdict['run'];
  readonly badStep?: number;
}

type Why = NonNullable<Extract<Subject, { kind: 'scenario' }>['why']>;

/** The slot that counts the occurrences of a message; undefined if they are not counted. */
