/** All export formats for other tools. A new format is added only here. */
import type { Choreography } from '@choreo/model';
import type { Problem } from './problem.ts';
import { furtherKeyProblems } from './promela-limits.ts';
import { promelaOf } from './promela/promela.ts';

export interface ExportOptions {
  /** The most redeliveries. Default: one, on channels that say `at-least-once`. */
  readonly redeliveries?: number;
  /** The number of cases at once, 1 or 2. Default 1. */
  readonly cases?: number;
}

export interface ExportFormat {
  /** What the format is and which tool reads it, for the help of the command. */
  readonly summary: string;
  /** Returns the text of the file, and the problems: parts of the choreography that the format cannot express. */
  readonly write: (
    choreography: Choreography,
    options: ExportOptions,
  ) => { readonly text: string; readonly problems: readonly Problem[] };
}

export const exportFormats = {
  promela: {
    summary: 'Promela, for the model checker Spin',
    write(choreography, options) {
      const { text, problems } = promelaOf(choreography, options);
      return { text, problems: [...furtherKeyProblems(choreography), ...problems] };
    },
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type ExportFormatName = keyof typeof exportFormats;
