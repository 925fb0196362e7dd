/** Draws a run: a lane for each participant, and the steps from top to bottom. */
import type { Run } from '@choreo/analysis/runs';
import type { Choreography } from '@choreo/model';
import { lanesOf, type Lanes } from './lanes.ts';
import { isOvertaken, originsOf, type Origin } from './origins.ts';
import type { frameFills } from '../palette.ts';
import type { DrawnStep, SequenceDiagram, SequenceOptions } from './sequence.ts';
import { writeSequence, type PartToDraw } from './sequence-text.ts';
import { endingLines, entryLines } from './snapshot-text.ts';
import { stepItems, type Item } from './step-picture.ts';
import { placesOf } from './step-places.ts';

export function sequenceDiagram(choreography: Choreography, run: Run, options: SequenceOptions = {}): SequenceDiagram {
  const origins = originsOf(run);
  const lanes = lanesOf(choreography, [{ run, origins }]);
  return drawRun(choreography, { run, origins, lanes, beginning: entryLines(run) }, options);
}

export interface RunToDraw {
  readonly run: Run;
  readonly origins: readonly (Origin | undefined)[];
  readonly lanes: Lanes;
  /** The text at the beginning. */
  readonly beginning: readonly string[];
  /** A note across all lanes before a step. If `before` is the number of steps: before the end. */
  readonly divider?: { readonly before: number; readonly text: string };
}

export function drawRun(
  choreography: Choreography,
  { run, origins, lanes, beginning, divider }: RunToDraw,
  options: SequenceOptions,
): SequenceDiagram {
  const count = Math.max(0, Math.min(options.upTo ?? run.steps.length, run.steps.length));
  const toTheEnd = count === run.steps.length;
  const across = [lanes.all[0]?.id ?? '', lanes.all.at(-1)?.id ?? ''];
  const note = (lines: readonly string[]): readonly Item[] =>
    lines.length > 0 ? [{ kind: 'note', over: across, lines }] : [];
  const reasonFor = (index: number): readonly Item[] =>
    options.bad?.step === index ? note([`✖ ${options.bad.reason.replaceAll('`', '')}`]) : [];
  const part = (index: number, items: readonly Item[], places: PartToDraw['places']): PartToDraw => {
    const frame = frameOf(index, options);
    return { items: [...items, ...reasonFor(index)], places, ...(frame && { frame }) };
  };
  const before = (index: number): readonly PartToDraw[] =>
    divider?.before === index ? [{ items: note([divider.text]), places: [] }] : [];

  const body = run.steps
    .slice(0, count)
    .flatMap((step, index) => [
      ...before(index),
      part(index, stepItems(choreography, run, origins, lanes, index), placesOf(choreography, step)),
    ]);
  const ending = toTheEnd
    ? [...before(count), part(count, note(endingLines(choreography, run.snapshots.at(-1))), [])]
    : [];
  const written = writeSequence(lanes.all, [{ items: note(beginning), places: [] }, ...body, ...ending]);
  const extra = (index: number): number => (divider && divider.before <= index ? 2 : 1);
  const steps = run.steps.slice(0, count).flatMap((_, index): readonly DrawnStep[] => {
    const drawn = written.drawn[index + extra(index)];
    const origin = origins[index];
    if (!drawn) return [];
    return [
      {
        ...drawn,
        step: index,
        ...(origin && origin.step !== index && { emittedIn: origin.step }),
        overtaken: isOvertaken(origins, index),
      },
    ];
  });
  const last = toTheEnd ? written.drawn.at(-1) : undefined;
  return {
    kind: 'sequence',
    title: choreography.name,
    text: written.text,
    lanes: lanes.all,
    steps,
    ...(last && { ending: last }),
  };
}

function frameOf(index: number, { bad, current, framed }: SequenceOptions): keyof typeof frameFills | undefined {
  if (bad?.step === index) return current === index ? 'currentBad' : 'bad';
  if (current === index) return 'current';
  return (framed ?? current !== undefined) ? 'none' : undefined;
}
