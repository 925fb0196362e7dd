/** What is indented while one types: a new line, a line that begins with `->`, `|` or `&`, and a block when it is closed. */
import type { LexerResult } from 'langium';
import type { FormatChange } from './format-change.ts';

export interface Typing {
  readonly text: string;
  readonly lexed: LexerResult;
  /** Behind the character that was typed. */
  readonly offset: number;
  /** One step of indentation. */
  readonly step: string;
}

/** The character that was typed, of those for which `formatOnType` has an answer. */
export const typedCharacters = ['}', '\n', '>', '|', '&'] as const;

type Word = LexerResult['tokens'][number];

/** Words after which a line goes on. */
const goesOn = new Set(['->', '|', '&', 'and', 'or', 'not', 'else', 'when', 'then', 'by', 'to', '==', '!=', '=']);

/** `changes`: those of the whole text, asked for only if a block was closed. */
export function formatOnType(
  typed: string,
  typing: Typing,
  changes: () => readonly FormatChange[],
): readonly FormatChange[] {
  const { text, lexed, offset } = typing;
  const isInComment = lexed.hidden.some(({ startOffset, image }) => {
    const end = startOffset + image.length;
    return startOffset < offset && (offset < end || (offset === end && image.startsWith('//')));
  });
  if (isInComment) return [];
  const before = lexed.tokens.filter(({ startOffset }) => startOffset < offset);
  const last = before.at(-1);
  if (typed === '\n') return indented(typing, indentOfNewLine(before, typing));
  if (!last || last.startOffset + last.image.length !== offset) return [];
  if (typed === '}' && last.image === '}') {
    const open = openBrace(before.slice(0, -1));
    if (!open) return [];
    const start = lineStart(text, open.startOffset);
    return changes().filter(change => change.start >= start && change.start < offset && change.end <= offset);
  }
  // Only what begins a line is moved.
  if (text.slice(lineStart(text, offset), last.startOffset).trim() !== '') return [];
  return last.image.endsWith(typed) ? indented(typing, indentOfMark(last.image, before.slice(0, -1), typing)) : [];
}

function indented({ text, offset }: Typing, indent: string | undefined): readonly FormatChange[] {
  if (indent === undefined) return [];
  const start = lineStart(text, offset);
  const [found = ''] = /^[^\S\r\n]*/.exec(text.slice(start)) ?? [];
  return found === indent ? [] : [{ start, end: start + found.length, text: indent }];
}

/** Undefined if the editor knows better: a line may go on, or be the last of its reaction. */
function indentOfNewLine(before: readonly Word[], { text, offset, step, lexed }: Typing): string | undefined {
  const last = before.at(-1);
  const next = lexed.tokens.find(({ startOffset }) => startOffset >= offset);
  const isNextHere =
    next && text.slice(offset, next.startOffset).trim() === '' && !/[\r\n]/.test(text.slice(offset, next.startOffset));
  if (isNextHere) {
    if (next.image === '}') {
      const open = openBrace(before);
      return open && indentAt(text, open.startOffset);
    }
    const mark = indentOfMark(next.image, before, { text, offset, step, lexed });
    if (mark !== undefined) return mark;
  }
  if (!last) return undefined;
  const around = indentAt(text, last.startOffset);
  if (last.image === '{') return around + step;
  if (!goesOn.has(last.image) || !/^[^\S\r\n]*\r?\n/.test(text.slice(last.startOffset + last.image.length)))
    return undefined;
  const [first] = /\S+/.exec(text.slice(lineStart(text, last.startOffset))) ?? [];
  return goesOn.has(first ?? '') ? around : around + step;
}

/** `->` stands one step behind its reaction, `|` under the end of the arrow, `&` under the first event. */
function indentOfMark(mark: string, before: readonly Word[], { text, step }: Typing): string | undefined {
  const last = before.at(-1);
  if (!last) return undefined;
  if (mark === '->') {
    const open = openBrace(before);
    return open && indentAt(text, open.startOffset) + step + step;
  }
  if (mark !== '|' && mark !== '&') return undefined;
  const start = lineStart(text, last.startOffset);
  const [first = ''] = /\S+/.exec(text.slice(start)) ?? [];
  const columns = mark === '|' ? { '->': 1, '|': 0 } : { '->': 3, '|': 2, '&': 0 };
  const column = new Map(Object.entries(columns)).get(first);
  return column === undefined ? undefined : indentAt(text, last.startOffset) + ' '.repeat(column);
}

/** The last brace that is still open. */
function openBrace(before: readonly Word[]): Word | undefined {
  let closed = 0;
  for (const word of before.toReversed()) {
    if (word.image === '}') closed++;
    else if (word.image === '{' && closed-- === 0) return word;
  }
  return undefined;
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function indentAt(text: string, offset: number): string {
  return /^[^\S\r\n]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}
