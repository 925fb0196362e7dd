/** Reads texts as a choreography, and shows every place in the model as the text that stands there. */
import type { Choreography, Span } from '@choreo/model';
import { checkTexts } from '@choreo/language';
import type { CheckedChoreography, Diagnostic } from '@choreo/language';

/** File names to texts. */
export type Files = Readonly<Record<string, string>>;

const languageCodes = new Set(['syntax-error', 'unknown-name', 'duplicate-name']);

export interface Reading {
  readonly choreography: Choreography;
  /** Errors of the language itself, as `unknown-name «Foo»: message`. */
  readonly errors: readonly string[];
  /** All findings, those of the rules too. */
  readonly diagnostics: readonly Diagnostic[];
  /** A part of the model, with each span replaced by the text that it covers. */
  readonly shown: (part: unknown) => unknown;
  readonly cut: (span: Span) => string;
}

/** One file, one choreography. */
export async function read(text: string): Promise<Reading> {
  const [reading] = Object.values(await readFiles({ 'model.choreo': text }));
  if (!reading) throw new Error('There is no choreography in this text');
  return reading;
}

/** By name of the choreography. Two without a header that share a file name are not told apart. */
export async function readFiles(files: Files): Promise<Readonly<Record<string, Reading>>> {
  const sources = Object.entries(files).map(([name, text]) => ({ uri: `file:///w/${name}`, text }));
  const checked = await checkTexts(sources, { rootOf: () => 'file:///w' });
  return Object.fromEntries(checked.map(result => [result.choreography.name, readingOf(result, files)]));
}

function readingOf({ choreography, diagnostics }: CheckedChoreography, files: Files): Reading {
  const cut = (span: Span): string => cutSpan(files[span.uri.replace('file:///w/', '')] ?? '', span);
  const errors = diagnostics
    .filter(({ code }) => languageCodes.has(code))
    .map(({ code, message, span }) => `${code} «${cut(span)}»: ${message}`);
  return { choreography, diagnostics, errors, cut, shown: part => show(part, cut) };
}

export function cutSpan(text: string, { range: { start, end } }: Span): string {
  const lines = text.split('\n');
  const offsetOf = ({ line, character }: Span['range']['start']): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return text.slice(offsetOf(start), offsetOf(end));
}

function show(part: unknown, cut: (span: Span) => string): unknown {
  if (Array.isArray(part)) return part.map(element => show(element, cut));
  if (isSpan(part)) return cut(part);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, show(value, cut)]));
}

function isSpan(part: unknown): part is Span {
  return (
    typeof part === 'object' && part !== null && 'uri' in part && 'range' in part && Object.keys(part).length === 2
  );
}
