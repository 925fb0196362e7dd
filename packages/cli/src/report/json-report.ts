/** The output of `check --format json` for programs. Its format is stable and documented in docs/command-line.md. */
import type { Diagnostic } from '@choreo/language';
import type { Range, Span } from '@choreo/model';
import { shownUri } from '../input/shown-path.ts';
import type { Loaded } from '../input/load.ts';
import { countsOf } from './counts.ts';
import { summaryOf } from './severities.ts';

/** `diagnostics`: the findings of `loaded`, in the order of the output. */
export function jsonReport({ choreographies }: Loaded, diagnostics: readonly Diagnostic[]): string {
  const report = {
    version: 1,
    choreographies: choreographies.map(checked => ({
      name: checked.choreography.name,
      files: checked.group.documents.map(({ uri }) => shownUri(uri.toString())),
      ...countsOf(checked),
    })),
    diagnostics: diagnostics.map(({ code, severity, message, span, related }) => ({
      code,
      severity,
      message,
      ...place(span),
      related: related.map(other => ({ message: other.message, ...place(other.span) })),
    })),
    summary: summaryOf(diagnostics),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function place({ uri, range }: Span) {
  return { file: shownUri(uri), range: rangeOf(range) };
}

function rangeOf({ start, end }: Range): Range {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
