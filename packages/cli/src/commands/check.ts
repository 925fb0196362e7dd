/** `choreo check`: checks choreographies and prints the findings. */
import type { Severity } from '@choreo/language';
import { exitCodes } from '../failure.ts';
import { load } from '../input/load.ts';
import { note } from '../output/streams.ts';
import { jsonReport } from '../report/json-report.ts';
import { inOrder } from '../report/order.ts';
import { createPaint } from '../report/paint.ts';
import { reaches, summaryOf } from '../report/severities.ts';
import { textReport } from '../report/text-report.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
}

export async function check(paths: readonly string[], { format, failOn }: CheckOptions): Promise<number> {
  const loaded = await load(paths);
  loaded.notes.forEach(note);
  const diagnostics = inOrder(loaded.choreographies);
  process.stdout.write(
    format === 'json' ? jsonReport(loaded, diagnostics) : textReport(loaded, diagnostics, createPaint(process.stdout)),
  );
  if (loaded.hasFaults) return exitCodes.internal;
  return reaches(summaryOf(diagnostics), failOn) ? exitCodes.findings : exitCodes.clean;
}
