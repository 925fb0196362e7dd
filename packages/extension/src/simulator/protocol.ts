/** The messages between the extension and the script in the simulator. */
import * as z from 'zod/mini';
import type { SimulationAnswer, SimulationPosition } from '@choreo/server/protocol';
import type { Banner } from '../panel/banner.ts';
import { fits, sourceWish } from '../panel/schema.ts';

export type SimulationContent = Omit<Extract<SimulationAnswer, { kind: 'simulation' }>, 'kind' | 'notice'>;

export interface ShowSimulationMessage {
  readonly type: 'show';
  /** The number of this update. A choice carries the number of the update in which it was made. */
  readonly revision: number;
  /** Undefined keeps the current content. */
  readonly content?: SimulationContent;
  readonly banner?: Banner;
  /** Whether an action of the user caused the update. */
  readonly asked: boolean;
}

export type ToSimulator = ShowSimulationMessage;

const command = z.enum(['undo', 'any', 'to-end', 'restart', 'scenario', 'events', 'copy']);

export type SimulatorCommand = z.infer<typeof command>;

const count = z.exactOptional(z.int());
const options = z.strictObject({
  seed: count,
  redeliveries: count,
  redelivered: z.exactOptional(z.enum(['said', 'any'])),
  cases: count,
  loss: z.exactOptional(z.boolean()),
  entries: z.exactOptional(z.record(z.string(), z.int())),
});
const option = { revision: z.number(), option: z.number() };

const fromSimulator = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('take'), ...option }),
  /** The user only hovers over it. */
  z.object({ type: z.literal('point'), ...option }),
  z.object({ type: z.literal('change'), options }),
  z.object({ type: z.literal('command'), command }),
  /** The selected step; -1 before the first. */
  z.object({ type: z.literal('at'), step: z.number(), source: sourceWish }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

export type FromSimulator = Readonly<z.infer<typeof fromSimulator>>;

/** The state that survives a reload of the window. */
export interface SavedSimulation {
  readonly position: SimulationPosition;
}

const move = z.object({ action: z.number(), choices: z.array(z.number()), label: z.string() });
const savedSimulation = z.object({
  position: z.object({ choreography: z.string(), options, moves: z.array(move) }),
});

/** Checks a message from the webview. */
export function isFromSimulator(value: unknown): value is FromSimulator {
  return fits(fromSimulator, value);
}

/** Checks the saved state of a window. */
export function isSavedSimulation(value: unknown): value is SavedSimulation {
  return fits(savedSimulation, value);
}
