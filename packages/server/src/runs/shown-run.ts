/** Prepares a run for the editor: its picture, and for each step its text and its highlights in source and flow. */
import type { Run, RunStep, Snapshot } from '@choreo/analysis/runs';
import { compareRuns, flowLights, sequenceDiagram } from '@choreo/diagram';
import type { DrawnPart, FlowLights, SequenceDiagram, SequenceOptions } from '@choreo/diagram';
import { endingLines, entryLines, stepText } from '@choreo/language';
import type { Choreography, Span } from '@choreo/model';
import type { DrawnElements, ShownRun, ShownSnapshot, ShownStep, SimulationOptions } from '../protocol/runs.ts';
import type { Move } from '../verification/moved-text.ts';
import { labelOf } from './labels.ts';

export interface ShowOptions {
  /** The key of the choreography. */
  readonly key: string;
  /** The options to continue the run with. */
  readonly simulation: SimulationOptions;
  /** The first bad step, and the reason. */
  readonly bad?: { readonly step: number; readonly reason: string };
  /** Maps places of the verified text to the current text. */
  readonly move?: Move;
}

export function shownRun(choreography: Choreography, run: Run, options: ShowOptions): ShownRun {
  return withPicture(choreography, run, sequenceDiagram(choreography, run, pictureOf(options)), options);
}

export function shownPair(
  choreography: Choreography,
  [run, options]: readonly [Run, ShowOptions],
  [other, otherOptions]: readonly [Run, ShowOptions],
) {
  const pictures = compareRuns(choreography, run, other, { run: pictureOf(options), other: pictureOf(otherOptions) });
  return {
    run: withPicture(choreography, run, pictures.run, options),
    other: withPicture(choreography, other, pictures.other, otherOptions),
    ...(pictures.firstDifference === undefined ? {} : { firstDifference: pictures.firstDifference }),
  };
}

function pictureOf({ bad }: ShowOptions): SequenceOptions {
  return bad ? { bad } : {};
}

function withPicture(
  choreography: Choreography,
  run: Run,
  picture: SequenceDiagram,
  { key, simulation, bad, move = span => span }: ShowOptions,
): ShownRun {
  const drawn = new Map(picture.steps.map(part => [part.step, part]));
  const lights = lightsOf(choreography);
  const placesOf = (part: DrawnPart | undefined): readonly Span[] =>
    (part?.places ?? []).flatMap(span => move(span) ?? []);
  return {
    title: titleOf(run),
    text: picture.text,
    lanes: picture.lanes.map(({ id, name, span }) => {
      const place = span && move(span);
      return { id, name, ...(place ? { place } : {}) };
    }),
    entries: entryLines(run),
    steps: run.steps.map((step, index): ShownStep => {
      const part = drawn.get(index);
      const { taken, fired, sent } = lights.elementsOf(run, index);
      return {
        ...elementsOf(part),
        kind: step.kind,
        case: step.case,
        participant: step.participant,
        words: stepText(run, index, choreography),
        places: placesOf(part),
        targets: [...new Set([...taken, ...fired, ...sent])],
        lights: { taken, fired, sent },
        snapshot: shownSnapshot(run.snapshots[index + 1]),
      };
    }),
    ending: endingLines(run.snapshots.at(-1), choreography),
    ...(picture.ending ? { drawnEnding: elementsOf(picture.ending) } : {}),
    ...(bad ? { badStep: bad.step } : {}),
    simulation: {
      choreography: key,
      options: simulation,
      moves: run.steps.map((step, index) => ({
        ...step.move,
        label: labelOf(step, run.snapshots[index + 1], choreography),
      })),
    },
  };
}

function elementsOf(part: DrawnPart | undefined): DrawnElements {
  return {
    ...(part ? { lines: part.lines } : {}),
    elements: part?.elements ?? [],
    arrows: part?.arrows ?? [],
    notes: part?.notes ?? [],
    ...(part?.frame === undefined ? {} : { frame: part.frame }),
  };
}

/** The flow elements of a step before it is taken. */
export function lightsOfStep(choreography: Choreography, step: RunStep, before: Snapshot) {
  const run: Run = { entries: [], steps: [step], snapshots: [before, before] };
  return lightsOf(choreography).elementsOf(run, 0);
}

const lightsByChoreography = new WeakMap<Choreography, FlowLights>();

function lightsOf(choreography: Choreography): FlowLights {
  let lights = lightsByChoreography.get(choreography);
  if (!lights) lightsByChoreography.set(choreography, (lights = flowLights(choreography)));
  return lights;
}

export function shownSnapshot(snapshot: Snapshot | undefined): ShownSnapshot {
  return snapshot ?? { quiescent: true, exits: [], pending: [], entries: [], timers: [], waiting: [], states: [] };
}

function titleOf({ snapshots }: Run): string {
  const last = snapshots.at(-1);
  const exits = [...new Set(last?.exits ?? [])].map(message => {
    const count = last?.exits.filter(one => one === message).length ?? 1;
    return count > 1 ? `${message} (${count}×)` : message;
  });
  if (!last?.quiescent) return exits.length > 0 ? `So far ${exits.join(', ')}` : 'Not ended yet';
  return exits.length > 0 ? `Ends with ${exits.join(', ')}` : 'Ends without an exit';
}
