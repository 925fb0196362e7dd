/** `choreo export`: writes a choreography for another tool. */
import { exportFormats } from '@choreo/codegen';
import type { ExportFormatName } from '@choreo/codegen';
import { keepsFromRunning } from '@choreo/language';
import { exitCodes } from '../failure.ts';
import { load } from '../input/load.ts';
import { shownPlace } from '../input/shown-path.ts';
import { note } from '../output/streams.ts';
import { writeWhole } from '../output/write-whole.ts';
import { createPaint } from '../report/paint.ts';
import { textReport } from '../report/text-report.ts';
import { chooseChoreography } from './choose.ts';
import { redeliveriesFor } from './verify.ts';

export interface ExportCommandOptions {
  readonly to: ExportFormatName;
  readonly redeliveries?: number;
  readonly cases: number;
  readonly choreography?: string;
  readonly output?: string;
}

export async function exportChoreography(paths: readonly string[], options: ExportCommandOptions): Promise<number> {
  const loaded = await load(paths);
  loaded.notes.forEach(note);
  const { choreography, diagnostics, group } = chooseChoreography(loaded.choreographies, options.choreography);
  const errors = diagnostics.filter(keepsFromRunning);
  if (errors.length > 0) {
    process.stderr.write(textReport(loaded, errors, createPaint(process.stderr)));
    note('Nothing was exported, because the choreography has errors. Fix them first.');
    return exitCodes.findings;
  }
  const { text, problems } = exportFormats[options.to].write(choreography, {
    ...redeliveriesFor(group.root, loaded, options.redeliveries),
    cases: options.cases,
  });
  for (const { message, span } of problems) note(span ? `${shownPlace(span)}: ${message}` : message);
  if (options.output === undefined) process.stdout.write(text);
  else writeWhole(options.output, text);
  return exitCodes.clean;
}
