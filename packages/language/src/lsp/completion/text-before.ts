/** The text before the cursor: the word in progress, and the tokens before it. */
import type { Lexer } from 'langium';
import type { ChoreoDocument } from '../../workspace/choreographies.ts';
import type { Token } from './readings.ts';

export interface TextBefore {
  /** The part of the current word before the cursor; empty between words. */
  readonly prefix: string;
  /** The start and end of the word, as offsets in the whole text. */
  readonly start: number;
  readonly end: number;
  /** The tokens from the start of the current or previous declaration, or of the file. */
  readonly tokens: readonly Token[];
  readonly isWholeFile: boolean;
  /** The column of the word, if it is the first in its line. */
  readonly margin: number | undefined;
  /** The text between the last of the tokens and the word. */
  readonly gap: string;
  /** The first character behind the word; empty at the end of the text. */
  readonly next: string;
  /** Whether nothing else is behind the word in its line, closing braces aside. */
  readonly isLast: boolean;
}

/** A word with hyphens is not a name, but users see `at-least-once` as one word. */
const hyphenated = /(?<![\w\u00a1-\uffff-])[a-z]+(-[a-z]*)+$/;
const name = /[_a-zA-Z\u00a1-\uffff][\w\u00a1-\uffff]*$/;
const amount = /(?<![\w.\u00a1-\uffff])[0-9]+(\.[0-9]+)?[a-z]*$/;

/** The possible words at the cursor, the longest first; empty in a comment or a string. */
export function textsBefore(document: ChoreoDocument, offset: number, lexer: Lexer): readonly TextBefore[] {
  const text = document.textDocument.getText();
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  const prefixes = [hyphenated.exec(line)?.[0], (amount.exec(line) ?? name.exec(line))?.[0] ?? ''];
  const rest = /^[\w\u00a1-\uffff]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  return prefixes.flatMap(prefix => {
    if (prefix === undefined) return [];
    const start = offset - prefix.length;
    const from = startOfDeclaration(document, text, start);
    const tokens = tokensOf(text.slice(from, start), lexer);
    if (!tokens) return [];
    const isFirst = text.slice(lineStart, start).trim() === '';
    const margin = isFirst ? start - lineStart : undefined;
    const end = prefix ? offset + rest.length : offset;
    const gap = text.slice(from + ((tokens.at(-1)?.endOffset ?? -1) + 1), start);
    const next = text.charAt(offset + rest.length);
    const isLast = /^[^\S\n]*\}*\s*?(?:\n|$)/.test(text.slice(offset + rest.length, offset + rest.length + 200));
    return [{ prefix, start, end, tokens, isWholeFile: from === 0, margin, gap, next, isLast }];
  });
}

/** The search for the start of a declaration goes back no further than this. */
const far = 20_000;

/**
 * The last declaration before the cursor that starts a line. Errors above it do not matter, and a large file need not be
 * read from its start. Within a line, the keyword may be a field named `type` in a broken declaration.
 */
function startOfDeclaration({ parseResult }: ChoreoDocument, text: string, offset: number): number {
  const starts = parseResult.value.declarations.map(({ $cstNode }) => $cstNode?.offset ?? 0);
  const before = starts.filter(start => start < offset);
  const first = before.findLast(start => start === 0 || text.charAt(start - 1) === '\n') ?? 0;
  return offset - first > far ? (before.at(-1) ?? first) : first;
}

/** Undefined if the text ends inside a comment or a string. */
function tokensOf(text: string, lexer: Lexer): readonly Token[] | undefined {
  const { tokens, hidden, errors } = lexer.tokenize(text);
  const last = hidden.at(-1);
  if (last?.tokenType.name === 'SL_COMMENT' && last.endOffset === text.length - 1) return undefined;
  const opens = (token: Token, i: number) =>
    token.image === '/' && tokens[i + 1]?.image === '*' && tokens[i + 1]?.startOffset === token.startOffset + 1;
  if (tokens.some(opens)) return undefined;
  const inQuotes = errors.some(({ offset }) => text.charAt(offset) === '"' && !text.slice(offset).includes('\n'));
  return inQuotes ? undefined : tokens;
}
