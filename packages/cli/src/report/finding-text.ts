/** One finding as text: where, how severe, what, the code itself, and where to read on. */
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

/** Several lines without a break at the end. */
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

/** Findings come file by file: only the last one's lines are worth keeping. */
function linesOf(text: string): readonly string[] {
  if (known?.text !== text) known = { text, lines: text.split(/\r\n|[\n\r]/) };
  return known.lines;
}
