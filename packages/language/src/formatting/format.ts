/**
 * Formats a text: the white space between its tokens is made anew, and nothing else is touched, so that neither the
 * model nor a comment can change. docs/formatting.md describes the style.
 */
import type { Lexer, ParseResult } from 'langium';
import { isChoreoFile } from '../generated/ast.ts';
import { align } from './align.ts';
import { keptGaps } from './broken-parts.ts';
import { commentChanges } from './comments.ts';
import { applied } from './format-change.ts';
import type { FormatChange } from './format-change.ts';
import { groupsOf } from './groups.ts';
import { print } from './print.ts';
import { syntaxErrorCount } from '../parser/repair/repair-text.ts';
import { sourceTokens } from './source-tokens.ts';

export interface FormatOptions {
  /** Spaces for each step of indentation: 2 by default. With `insertSpaces: false`, how wide a tab is drawn. */
  readonly tabSize?: number;
  readonly insertSpaces?: boolean;
}

export interface Formatted {
  /** In the order of the text, each as small as possible. */
  readonly changes: readonly FormatChange[];
  /** Parts were left as they are, since they have syntax errors. */
  readonly isPartial: boolean;
}

/** The most columns of a line. */
export const lineWidth = 120;

/** `parsed`: this very text. A text that cannot be formatted stays as it is. */
export function format(text: string, parsed: ParseResult, lexer: Lexer, options: FormatOptions = {}): Formatted {
  const lexed = lexer.tokenize(text);
  const file = parsed.value;
  const isPartial = lexed.errors.length + syntaxErrorCount(parsed) > 0;
  if (!isChoreoFile(file)) return { changes: [], isPartial };
  const source = sourceTokens(text, lexed, parsed);
  const kept = keptGaps(source, lexed, parsed);
  const { tabSize = 2, insertSpaces = true } = options;
  const step = insertSpaces ? ' '.repeat(tabSize) : '\t';
  const gaps = print(source, groupsOf(file, source), kept, { step, tabSize, width: lineWidth });
  align(source, file.declarations, gaps, kept, lineWidth);
  const lineBreak = lineBreakOf(text);
  const changes: FormatChange[] = [];
  let end = 0;
  for (const [index, gap] of gaps.entries()) {
    const token = source.tokens[index];
    const start = token?.start ?? text.length;
    changes.push({ start: end, end: start, text: gap.replaceAll(/\r\n|\r|\n/g, lineBreak) });
    if (!token) break;
    end = token.end;
    if (token.comment) changes.push(...commentChanges(token, kept[index] ? undefined : gap, lineBreak));
  }
  const small = changes.flatMap(change => smallest(text, change));
  return { changes: keepsTokens(text, applied(text, small), lexer) ? small : [], isPartial };
}

/** A file with both has what most of its lines end in. */
function lineBreakOf(text: string): string {
  const [both = 0, one = 0] = [/\r\n/g, /(?<!\r)\n/g].map(pattern => text.match(pattern)?.length ?? 0);
  return both > one ? '\r\n' : '\n';
}

/** Without what is the same at its beginning and its end, so that cursors and markers beside it stay. */
function smallest(text: string, change: FormatChange): readonly FormatChange[] {
  const before = text.slice(change.start, change.end);
  const after = change.text;
  if (before === after) return [];
  let same = 0;
  while (same < Math.min(before.length, after.length) && before[same] === after[same]) same++;
  let ending = 0;
  const rest = Math.min(before.length, after.length) - same;
  while (ending < rest && before.at(-1 - ending) === after.at(-1 - ending)) ending++;
  return [{ start: change.start + same, end: change.end - ending, text: after.slice(same, after.length - ending) }];
}

/** A safety net: whatever went wrong above, no word is lost, made or moved. */
function keepsTokens(before: string, after: string, lexer: Lexer): boolean {
  const [first, second] = [before, after].map(text => {
    const { tokens, hidden } = lexer.tokenize(text);
    return [...tokens, ...hidden]
      .sort((a, b) => a.startOffset - b.startOffset)
      .map(({ image }) => image.replace(/\s*[\r\n]\s*|\s+$/g, '\n').trim())
      .join('\0');
  });
  return first === second;
}
