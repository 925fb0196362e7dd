/** The simulator for the editor. It is stateless: each request replays the run from the beginning. */
import { createRandom, createSimulation } from '@choreo/analysis/runs';
import type { Move, Option, Run, Simulation } from '@choreo/analysis/runs';
import { cloudEventLines } from '@choreo/codegen';
import { namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import type { Connection } from 'vscode-languageserver';
import type { ServerServices } from '../start-server.ts';
import { exportSimulationRequest, simulationRequest } from '../protocol/simulator.ts';
import type { SimulationAction, SimulationAnswer, SimulationOption, SimulationParams } from '../protocol/simulator.ts';
import type { SimulationMove, SimulationPosition } from '../protocol/runs.ts';
import { uniqueNames } from '../verification/checks.ts';
import { find, read } from '../verification/verification-requests.ts';
import type { Verifications } from '../verification/verifications.ts';
import { simulationEntries } from './entries.ts';
import { labelOf, partsOf } from './labels.ts';
import { lightsOfStep, shownRun, shownSnapshot } from './shown-run.ts';
import { answer } from '../requests.ts';

export function registerSimulation(
  connection: Connection,
  services: ServerServices,
  verifications: Verifications,
): void {
  answer(connection, simulationRequest, async ({ position, action }: SimulationParams): Promise<SimulationAnswer> => {
    await read(services);
    return simulationAfter(services, verifications, position, action ?? { kind: 'show' });
  });
  answer(connection, exportSimulationRequest, async (position: SimulationPosition) => {
    await read(services);
    const played = playedAt(services, verifications, position);
    if (played.kind === 'refused') return played;
    return { kind: 'events', text: cloudEventLines(played.choreography, played.simulation.run) };
  });
}

/** A random run stops after this many steps. */
const mostSteps = 1000;

type Played =
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'played';
      readonly key: string;
      readonly name: string;
      readonly choreography: Choreography;
      readonly simulation: Simulation;
      readonly options: SimulationPosition['options'];
      /** Why some moves could not be taken. */
      readonly notice?: string;
    };

/** Replays the moves as far as they are still possible. */
export function playedAt(services: ServerServices, verifications: Verifications, position: SimulationPosition): Played {
  const entry = find(services, verifications, position.choreography);
  if (!entry) return { kind: 'refused', message: 'This file belongs to no choreography that can be simulated.' };
  const { choreography, group } = entry;
  if (entry.phase === 'errors') {
    return { kind: 'refused', message: `${group.name} cannot be simulated. ${entry.notice ?? ''}`.trim() };
  }
  const { options } = position;
  const played = { kind: 'played', key: group.key, name: group.name, choreography, options } as const;
  const simulation = createSimulation(choreography, options);
  for (const [index, move] of position.moves.entries()) {
    if (takeAgain(choreography, simulation, move)) continue;
    const kept = index === 0 ? 'starts again' : `was kept up to step ${index}`;
    const notice = `The model or the options have changed. The run ${kept}, because this step is no longer possible: ${move.label}.`;
    return { ...played, simulation, notice };
  }
  return { ...played, simulation };
}

function simulationAfter(
  services: ServerServices,
  verifications: Verifications,
  position: SimulationPosition,
  action: SimulationAction,
): SimulationAnswer {
  const played = playedAt(services, verifications, position);
  if (played.kind === 'refused') return played;
  const { choreography, simulation, key, name, options } = played;
  // If the replay failed, the action no longer applies.
  const refusal = played.notice ?? act(choreography, simulation, action, position);
  const { run, snapshot } = simulation;
  const shown = shownRun(choreography, run, { key, simulation: options });
  return {
    kind: 'simulation',
    name,
    position: shown.simulation,
    run: shown,
    snapshot: shownSnapshot(snapshot),
    options: labelled(choreography, simulation).map(({ option, label }) =>
      shownOption(choreography, option, label, run),
    ),
    entries: simulationEntries(choreography, run),
    ...(refusal === undefined ? {} : { notice: refusal }),
  };
}

/** Carries out an action. Returns a message to the user if that is not possible. */
function act(
  choreography: Choreography,
  simulation: Simulation,
  action: SimulationAction,
  { moves, options }: SimulationPosition,
): string | undefined {
  switch (action.kind) {
    case 'show':
      return undefined;
    case 'take':
      return takeAgain(choreography, simulation, action.move)
        ? undefined
        : `This step is no longer possible: ${action.move.label}.`;
    case 'any':
      takeByChance(simulation, seedAt(options.seed, moves.length), 1);
      return undefined;
    case 'to-end':
      takeByChance(simulation, seedAt(options.seed, moves.length), mostSteps);
      return simulation.options().some(isOrdinary)
        ? `The run was stopped after ${mostSteps} steps. It may never end.`
        : undefined;
    case 'undo':
      for (let count = action.steps ?? 1; count > 0; count--) if (!simulation.undo()) break;
      return undefined;
    default:
      return action satisfies never;
  }
}

/** The seed of a position, so that the same request gives the same answer. */
function seedAt(seed: number | undefined, steps: number): number {
  return ((seed ?? 1) * 7919 + steps * 104_729) | 0;
}

function isOrdinary({ step }: Option): boolean {
  return step.kind !== 'redeliver' && step.kind !== 'lose';
}

function takeByChance(simulation: Simulation, seed: number, most: number): void {
  const random = createRandom(seed);
  for (let count = 0; count < most; count++) {
    const options = simulation.options().filter(isOrdinary);
    const option = options[random(options.length)];
    if (!option) return;
    simulation.take(option.move);
  }
}

/** Finds a move by its number, if it still has the same label, or else by its label. */
function takeAgain(choreography: Choreography, simulation: Simulation, move: SimulationMove): boolean {
  const label = takeIfPossible(choreography, simulation, move);
  if (label === withoutNumber(move.label)) return true;
  if (label !== undefined) simulation.undo();
  const same = labelled(choreography, simulation).find(one => one.label === move.label);
  if (!same) return false;
  simulation.take(same.option.move);
  return true;
}

/** Takes an option and returns its label. */
function takeIfPossible(choreography: Choreography, simulation: Simulation, move: Move): string | undefined {
  try {
    const step = simulation.take({ action: move.action, choices: move.choices });
    return labelOf(step, simulation.snapshot, choreography);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Labelled {
  readonly option: Option;
  readonly label: string;
}

/** The next options, each with a unique label. */
function labelled(choreography: Choreography, simulation: Simulation): readonly Labelled[] {
  const take = uniqueNames(' #');
  return simulation.options().flatMap(option => {
    const label = takeIfPossible(choreography, simulation, option.move);
    if (label === undefined) return [];
    simulation.undo();
    return [{ option, label: take(label) }];
  });
}

function withoutNumber(label: string): string {
  return label.replace(/ #\d+$/, '');
}

function shownOption(choreography: Choreography, { move, step }: Option, label: string, run: Run): SimulationOption {
  const snapshot = run.snapshots.at(-1);
  const { taken, fired, sent } = snapshot
    ? lightsOfStep(choreography, step, snapshot)
    : { taken: [], fired: [], sent: [] };
  const places = [
    ...step.firings.map(({ alternative, span }) => alternative ?? span),
    ...step.collectedBy.flatMap(join => namesOf(choreography).reactions.get(join)?.headSpan ?? []),
  ].filter(({ uri }) => uri !== '');
  return {
    move: { action: move.action, choices: move.choices, label },
    kind: step.kind,
    case: step.case,
    participant: step.participant,
    ...(step.message === undefined ? {} : { message: step.message }),
    ...partsOf(label),
    places,
    targets: [...new Set([...taken, ...fired, ...sent])],
  };
}
