/** Compares two runs: finds their first difference, and draws both with the same lanes. */
import type { Run, RunStep } from '@choreo/analysis/runs';
import type { Choreography } from '@choreo/model';
import { lanesOf } from './lanes.ts';
import { originsOf } from './origins.ts';
import type { ComparedRuns, CompareOptions } from './sequence.ts';
import { drawRun } from './sequence-diagram.ts';
import { entryText } from './snapshot-text.ts';

export function compareRuns(
  choreography: Choreography,
  run: Run,
  other: Run,
  options: CompareOptions = {},
): ComparedRuns {
  const both = [run, other].map(one => ({ run: one, origins: originsOf(one) }));
  const lanes = lanesOf(choreography, both);
  const { difference, firstDifference } = differenceOf(run, other);
  const divider = firstDifference !== undefined &&
    firstDifference > 0 && { before: firstDifference, text: 'From here on the two runs differ' };
  const draw = (one: Run, drawOptions: CompareOptions['run'] = {}) => {
    const beginning = entryDifferences(run, other).map(message => entryText(one, message));
    const origins = originsOf(one);
    return drawRun(choreography, { run: one, origins, lanes, beginning, ...(divider && { divider }) }, drawOptions);
  };
  return {
    difference,
    ...(firstDifference !== undefined && { firstDifference }),
    run: draw(run, options.run),
    other: draw(other, options.other),
  };
}

export function differenceOf(run: Run, other: Run): Pick<ComparedRuns, 'difference' | 'firstDifference'> {
  const firstDifference = firstDifferenceOf(run, other);
  if (entryDifferences(run, other).length > 0)
    return { difference: 'entries', ...(firstDifference !== undefined && { firstDifference }) };
  const [one, another] = [run.steps[firstDifference ?? -1], other.steps[firstDifference ?? -1]];
  if (firstDifference === undefined) return { difference: 'none' };
  if (!one || !another) return { difference: 'length', firstDifference };
  return { difference: isSameDelivery(one, another) ? 'choice' : 'order', firstDifference };
}

/** Messages that come from outside more often in one run than in the other. */
function entryDifferences({ entries }: Run, other: Run): readonly string[] {
  const comes = new Map(other.entries.map(({ message, count }) => [message, count]));
  return entries.filter(({ message, count }) => comes.get(message) !== count).map(({ message }) => message);
}

function firstDifferenceOf(run: Run, other: Run): number | undefined {
  const length = Math.min(run.steps.length, other.steps.length);
  for (let index = 0; index < length; index++) {
    const [one, another] = [run.steps[index], other.steps[index]];
    if (one && another && describe(one) !== describe(another)) return index;
  }
  return run.steps.length === other.steps.length ? undefined : length;
}

/** The same happens next, and only its effects differ. A lost message counts as the delivery that it was meant for. */
function isSameDelivery(one: RunStep, other: RunStep): boolean {
  return describeArrival(one) === describeArrival(other);
}

function describeArrival({ kind, case: index, participant, message, firings }: RunStep): string {
  const what = message ?? firings[0]?.reaction;
  return JSON.stringify([kind === 'lose' ? 'deliver' : kind, index, participant, what]);
}

/** All of a step except its move, which has a meaning only with the options of its run. */
function describe({ move, ...step }: RunStep): string {
  void move;
  return JSON.stringify(step);
}
