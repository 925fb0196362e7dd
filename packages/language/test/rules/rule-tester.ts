/**
 * Rules are tested on texts with the expected findings underlined:
 *
 *     service Orders { on OrderPlaced -> OrderCancelled }
 *     //                                 ^^^^^^^^^^^^^^ unhandled-event: nothing reacts to it
 *
 * Such a line is no part of the text. What follows the colon is a part of the message; `info:` before it names a severity
 * that is not the default. `//<^^^` underlines from the start of the line. `--- name.choreo` begins another file.
 */
import { expect } from 'vitest';
import { checkTexts } from '@choreo/language';
import type { CheckOptions, Diagnostic, Fix } from '@choreo/language';
import { defaultSeverities, isRuleCode } from '../../src/validation/codes.ts';
import { fixesFor } from '../../src/validation/diagnose.ts';
import { counts } from './advice.ts';
import { SourceText } from '../../src/validation/fixes/source-text.ts';

export interface Expected {
  readonly place: string;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

export interface Sample {
  /** File names with their texts. */
  readonly files: ReadonlyMap<string, string>;
  readonly expected: readonly Expected[];
}

const marker = /^(\s*\/\/<?)([ ^]*\^) ([a-z-]+)(?: (error|warning|info|hint))?: ?(.*)$/;

export function parse(text: string): Sample {
  const files = new Map<string, string[]>();
  const expected: Expected[] = [];
  let file = 'test.choreo';
  for (const line of text.replace(/^\n/, '').split('\n')) {
    const separator = /^--- (\S+)$/.exec(line)?.[1];
    if (separator !== undefined) {
      file = separator;
      continue;
    }
    const lines = files.get(file) ?? [];
    files.set(file, lines);
    const [, lead = '', carets = '', code = '', severity, message = ''] = marker.exec(line) ?? [];
    if (code === '') {
      lines.push(line);
      continue;
    }
    const fromStart = lead.endsWith('<');
    const start = fromStart ? 0 : lead.length + carets.indexOf('^');
    const end = fromStart ? lead.length + carets.length : lead.length + carets.lastIndexOf('^') + 1;
    const place = `${file}:${lines.length - 1}:${start}-${end}`;
    const usual = isRuleCode(code) ? defaultSeverities[code] : 'error';
    expected.push({ place, code, severity: severity ?? usual, message });
  }
  return { files: new Map([...files].map(([name, lines]) => [name, lines.join('\n')])), expected };
}

export const uriOf = (name: string) => `file:///${name}`;

async function check(files: ReadonlyMap<string, string>, options?: CheckOptions) {
  return checkTexts(
    [...files].map(([name, text]) => ({ uri: uriOf(name), text })),
    options,
  );
}

export function placeOf({ span: { uri, range } }: Diagnostic): string {
  const end =
    range.end.line === range.start.line ? `${range.end.character}` : `${range.end.line}:${range.end.character}`;
  return `${uri.replace('file:///', '')}:${range.start.line}:${range.start.character}-${end}`;
}

export interface TestOptions extends CheckOptions {
  /** The rule that the text is about. Advice on design counts only where it is underlined or what the text is about. */
  readonly about?: string;
}

/** The text has just the findings that are underlined in it. */
export async function expectFindings(text: string, options: TestOptions = {}): Promise<readonly Diagnostic[]> {
  const { files, expected } = parse(text);
  const about = [...expected.map(({ code }) => code), options.about ?? ''];
  const all = (await check(files, options)).flatMap(checked => checked.diagnostics);
  const diagnostics = all.filter(({ code }) => counts(code, about));
  const found = diagnostics.map(({ code, severity, message, ...rest }) => ({
    place: placeOf({ code, severity, message, ...rest }),
    code,
    severity,
    message,
  }));
  const byPlace = (a: Expected, b: Expected) => (a.place + a.code < b.place + b.code ? -1 : 1);
  expect([...found].sort(byPlace)).toEqual(
    [...expected].sort(byPlace).map(one => ({ ...one, message: expect.stringContaining(one.message) as string })),
  );
  return diagnostics;
}

/** The quick fixes that a text's findings of this code offer, by their titles. */
export async function fixTitles(text: string, code: string): Promise<string[]> {
  return (await offered(parse(text).files, code)).map(({ title }) => title);
}

/** After the fix of this title the text reads `after`, in which just the findings underlined there are left. */
export async function expectFix(
  before: string,
  code: string,
  title: string,
  after: string,
  options: CheckOptions = {},
): Promise<void> {
  const { files } = parse(before);
  const fix = (await offered(files, code, options)).find(one => one.title === title);
  if (!fix) throw new Error(`No such fix. There are: ${(await fixTitles(before, code)).join(' · ') || 'none'}`);
  const fixed = new Map([...files].map(([name, text]) => [name, applyFix(uriOf(name), text, fix)]));
  expect(Object.fromEntries(fixed)).toEqual(Object.fromEntries(parse(after).files));
  await expectFindings(after, { ...options, about: code });
}

async function offered(
  files: ReadonlyMap<string, string>,
  code: string,
  options?: CheckOptions,
): Promise<readonly Fix[]> {
  const textOf = (uri: string) => files.get(uri.replace('file:///', '')) ?? '';
  return (await check(files, options)).flatMap(({ choreography, diagnostics }) =>
    diagnostics.flatMap(diagnostic => (diagnostic.code === code ? fixesFor(diagnostic, { choreography, textOf }) : [])),
  );
}

/** Every fix that a text's findings offer, applied: for checks on all of them. */
export async function allFixes(text: string): Promise<{ code: string; title: string; files: Map<string, string> }[]> {
  const { files } = parse(text);
  const codes = new Set((await check(files)).flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)));
  const results: { code: string; title: string; files: Map<string, string> }[] = [];
  for (const code of codes) {
    for (const fix of await offered(files, code)) {
      const fixed = new Map([...files].map(([name, before]) => [name, applyFix(uriOf(name), before, fix)]));
      results.push({ code, title: fix.title, files: fixed });
    }
  }
  return results;
}

export function applyFix(uri: string, text: string, fix: Fix): string {
  const source = new SourceText(uri, text);
  const edits = fix.edits
    .filter(edit => edit.uri === uri)
    .map(({ range, newText }) => ({ start: source.offsetAt(range.start), end: source.offsetAt(range.end), newText }))
    .sort((a, b) => b.start - a.start);
  return edits.reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
