/** What the extension and the script inside the simulator say to each other. */
import type { SimulationAnswer, SimulationOptions, SimulationPosition } from '@choreo/server/protocol';
import type { Banner } from '../panel/banner.ts';
import { isSourceWish } from '../panel/source-wish.ts';
import type { SourceWish } from '../panel/source-wish.ts';

export type SimulationContent = Omit<Extract<SimulationAnswer, { kind: 'simulation' }>, 'kind' | 'notice'>;

export interface ShowSimulationMessage {
  readonly type: 'show';
  /** Counts what was shown: a choice names what it was made from. */
  readonly revision: number;
  /** Without it all stays as it is. */
  readonly content?: SimulationContent;
  readonly banner?: Banner;
  /** It comes of something that the user did. */
  readonly asked: boolean;
}

export type ToSimulator = ShowSimulationMessage;

export type SimulatorCommand = 'undo' | 'any' | 'to-end' | 'restart' | 'scenario' | 'events' | 'copy';

export type FromSimulator =
  | { readonly type: 'ready' }
  /** The user takes one of the options, or only points at it. */
  | { readonly type: 'take' | 'point'; readonly revision: number; readonly option: number }
  | { readonly type: 'change'; readonly options: SimulationOptions }
  | { readonly type: 'command'; readonly command: SimulatorCommand }
  /** The step that is looked at; before the first: -1. */
  | { readonly type: 'at'; readonly step: number; readonly source: SourceWish }
  | { readonly type: 'failed'; readonly message: string };

/** What outlives a reload of the window. */
export interface SavedSimulation {
  readonly position: SimulationPosition;
}

const simulatorCommands: readonly string[] = [
  'undo',
  'any',
  'to-end',
  'restart',
  'scenario',
  'events',
  'copy',
] satisfies readonly SimulatorCommand[];

/** Checks what came out of the webview. */
export function isFromSimulator(value: unknown): value is FromSimulator {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  switch (value.type) {
    case 'ready':
      return true;
    case 'take':
    case 'point':
      return (
        'revision' in value &&
        typeof value.revision === 'number' &&
        'option' in value &&
        typeof value.option === 'number'
      );
    case 'change':
      return 'options' in value && isSimulationOptions(value.options);
    case 'command':
      return 'command' in value && typeof value.command === 'string' && simulatorCommands.includes(value.command);
    case 'at':
      return 'step' in value && typeof value.step === 'number' && 'source' in value && isSourceWish(value.source);
    case 'failed':
      return 'message' in value && typeof value.message === 'string';
    default:
      return false;
  }
}

/** Checks what a window kept while it was closed. */
export function isSavedSimulation(value: unknown): value is SavedSimulation {
  if (typeof value !== 'object' || value === null || !('position' in value)) return false;
  const { position } = value;
  return (
    typeof position === 'object' &&
    position !== null &&
    'choreography' in position &&
    typeof position.choreography === 'string' &&
    'options' in position &&
    isSimulationOptions(position.options) &&
    'moves' in position &&
    Array.isArray(position.moves) &&
    position.moves.every(isMove)
  );
}

function isMove(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'action' in value &&
    typeof value.action === 'number' &&
    'choices' in value &&
    Array.isArray(value.choices) &&
    value.choices.every(choice => typeof choice === 'number') &&
    'label' in value &&
    typeof value.label === 'string'
  );
}

function isSimulationOptions(value: unknown): value is SimulationOptions {
  if (typeof value !== 'object' || value === null) return false;
  const { seed, redeliveries, cases, loss, entries, ...others }: Partial<Record<string, unknown>> = { ...value };
  const counts = [seed, redeliveries, cases, ...(typeof entries === 'object' ? Object.values(entries ?? {}) : [])];
  return (
    Object.keys(others).length === 0 &&
    counts.every(count => count === undefined || (typeof count === 'number' && Number.isSafeInteger(count))) &&
    (loss === undefined || typeof loss === 'boolean') &&
    (entries === undefined || typeof entries === 'object')
  );
}
