/** Formats one finding: place, severity, message, source line, and the page about the rule. */
import type { Diagnostic } from '@choreo/language';
import { shownPlace } from '../input/shown-path.ts';
import { codeFrame } from './code-frame.ts';
import { harmless } from './paint.ts';
import type { Paint } from './paint.ts';

export interface TextContext {
  readonly paint: Paint;
  /** By URI. */
  readonly textOf: (uri: string) => string;
  /** The path or address of the page that explains a code. */
  readonly pageOf: (code: string) => string | undefined;
}

/** Several lines without a final line break. */
export function findingText(diagnostic: Diagnostic, { paint, textOf, pageOf }: TextContext): string {
  const { severity, code, message, span, related } = diagnostic;
  const page = pageOf(code);
  const frame = codeFrame(linesOf(textOf(span.uri)), span.range, paint, severity);
  return [
    `${paint('bold', harmless(shownPlace(span)))} ${paint(severity, severity)} ${paint('dim', code)}`,
    indent(harmless(message)),
    '',
    indent(frame),
    ...related.map(({ message: text, span: place }) =>
      indent(`${paint('bold', harmless(shownPlace(place)))} ${harmless(text)}`),
    ),
    ...(page ? [indent(paint('dim', `More: ${page}`))] : []),
  ].join('\n');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

let known: { readonly text: string; readonly lines: readonly string[] } | undefined;

/** Findings come file by file, so only the lines of the last file are cached. */
function linesOf(text: string): readonly string[] {
  if (known?.text !== text) known = { text, lines: text.split(/\r\n|[\n\r]/) };
  return known.lines;
}
