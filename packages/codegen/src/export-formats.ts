/** The formats of other tools that a choreography can be written in. A format is listed here, and nowhere else. */
import type { Choreography } from '@choreo/model';
import type { Problem } from './problem.ts';
import { promelaOf } from './promela/promela.ts';

export interface ExportOptions {
  /** How many deliveries that were taken may come once more. Default 0. */
  readonly redeliveries?: number;
  /** Cases at once, 1 or 2. Default 1. */
  readonly cases?: number;
}

export interface ExportFormat {
  /** What it is and who reads it, for the help of the command. */
  readonly summary: string;
  /** The whole text of the file, and what of the choreography the format cannot say. */
  readonly write: (
    choreography: Choreography,
    options: ExportOptions,
  ) => { readonly text: string; readonly problems: readonly Problem[] };
}

export const exportFormats = {
  promela: { summary: 'Promela, for the model checker Spin', write: promelaOf },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type ExportFormatName = keyof typeof exportFormats;
