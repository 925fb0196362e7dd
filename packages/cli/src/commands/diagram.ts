/** `choreo diagram`: draws one choreography. */
import { flowDiagram } from '@choreo/diagram';
import { exitCodes } from '../failure.ts';
import { load } from '../input/load.ts';
import { note } from '../output/streams.ts';
import { writeWhole } from '../output/write-whole.ts';
import { createPaint } from '../report/paint.ts';
import { textReport } from '../report/text-report.ts';
import { chooseChoreography } from './choose.ts';

export interface DiagramOptions {
  readonly format: 'mermaid';
  readonly choreography?: string;
  readonly output?: string;
}

export async function diagram(paths: readonly string[], options: DiagramOptions): Promise<number> {
  const loaded = await load(paths);
  loaded.notes.forEach(note);
  const { choreography, diagnostics } = chooseChoreography(loaded.choreographies, options.choreography);
  const errors = diagnostics.filter(({ code }) => code === 'syntax-error');
  if (errors.length > 0) {
    process.stderr.write(textReport(loaded, errors, createPaint(process.stderr)));
    note('Nothing was drawn, because the text has syntax errors and the picture would be incomplete. Fix them first.');
    return exitCodes.findings;
  }
  const drawn = flowDiagram(choreography, {
    markers: diagnostics.map(({ span, severity, message, code }) => ({ span, severity, message, code })),
  });
  if (drawn.notice) note(drawn.notice);
  if (options.output === undefined) process.stdout.write(drawn.text);
  else writeWhole(options.output, drawn.text);
  return exitCodes.clean;
}
