/** Repairs what the lexer cannot read, above all strings and comments that are not closed: their words would otherwise be read as tokens. */
import type { Lexer, LexerResult } from 'langium';
import { readFrom, statesOf } from './automaton.ts';
import type { State, Token } from './automaton.ts';
import type { Slip, SlipFix } from './slip.ts';

type LexerError = LexerResult['errors'][number];

export interface RepairedLexemes {
  readonly tokens: Token[];
  readonly slips: readonly Slip[];
  /** The errors that no repair is known for. */
  readonly errors: LexerError[];
}

/** A file with more of them is no text in progress. */
const mostRepaired = 50;

/** Lexes a text, and again with what it lacks. `start` is the state at the start of the text. */
export function repairLexemes(text: string, lexed: LexerResult, lexer: Lexer, start: State): RepairedLexemes {
  let tokens = lexed.tokens;
  const slips: Slip[] = [];
  const errors: LexerError[] = [];
  let repairedTo = -1;
  const apply = (repaired: RepairedLexeme) => {
    tokens = repaired.tokens;
    slips.push(repaired.slip);
    repairedTo = repaired.end;
  };
  const comment = unclosedComment(text, tokens);
  if (comment) apply(comment);
  const commented = comment?.end ?? -1;
  const commentStart = comment?.slip.start ?? Infinity;
  for (const error of lexed.errors) {
    if (error.offset >= commentStart && error.offset < commented) continue;
    if (error.offset < repairedTo && error.offset > (slips.at(-1)?.start ?? 0)) continue;
    const first = text.charAt(error.offset);
    const repaired =
      slips.length >= mostRepaired
        ? undefined
        : first === '"'
          ? unclosedString(text, error, tokens, lexer, start)
          : first === "'" || first === '`'
            ? otherQuotes(text, error, tokens, tokenTypeOf(lexer, 'STRING'))
            : stray(text, error, tokens, lexer);
    if (repaired) apply(repaired);
    else errors.push(error);
  }
  return { tokens, slips, errors };
}

interface RepairedLexeme {
  readonly tokens: Token[];
  readonly slip: Slip;
  /** What was repaired ends here. */
  readonly end: number;
}

/** Undefined for a name that no token has. */
export function tokenTypeOf(lexer: Lexer, name: string): Token['tokenType'] | undefined {
  return lexer.definition[name];
}

const fixed = (title: string, ...edits: SlipFix['edits']): readonly SlipFix[] => [{ title, edits, isPreferred: true }];

function unclosedComment(text: string, tokens: Token[]): RepairedLexeme | undefined {
  const at = tokens.findIndex(
    (token, index) =>
      token.image === '/' &&
      tokens[index + 1]?.image === '*' &&
      tokens[index + 1]?.startOffset === token.startOffset + 1,
  );
  const token = tokens[at];
  if (!token) return undefined;
  const rest = /^[^\r\n]*(?:\r?\n[^\S\r\n]*\*[^\r\n]*)*/.exec(text.slice(token.startOffset))?.[0] ?? '';
  const start = token.startOffset;
  const end = start + rest.trimEnd().length;
  return {
    tokens: tokens.filter(({ startOffset }) => startOffset < start || startOffset >= end),
    end,
    slip: {
      message: 'This comment is not closed. Close it with `*/`.',
      start,
      end,
      fixes: fixed('Close the comment', { start: end, end, newText: ' */' }),
    },
  };
}

/** `'text'` is a string in double quotes. */
function otherQuotes(
  text: string,
  { offset, message }: LexerError,
  tokens: Token[],
  tokenType: Token['tokenType'] | undefined,
): RepairedLexeme | undefined {
  const match = /^(['`])((?:(?!\1)[^\r\n])*)\1/.exec(text.slice(offset));
  if (!match || !tokenType) return undefined;
  const [whole, , content = ''] = match;
  const end = offset + whole.length;
  const image = `"${content.replace(/(?<!\\)"/g, '\\"')}"`;
  return {
    tokens: withToken(text, tokens, { start: offset, end, image, tokenType }),
    end,
    slip: {
      message,
      start: offset,
      end,
      fixes: fixed(`Change to \`${image}\``, { start: offset, end, newText: image }),
    },
  };
}

function withToken(
  text: string,
  tokens: readonly Token[],
  { start, end, image, tokenType }: { start: number; end: number; image: string; tokenType: Token['tokenType'] },
): Token[] {
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  const column = start - (before.lastIndexOf('\n') + 1) + 1;
  const token: Token = {
    image,
    tokenType,
    tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
    startOffset: start,
    endOffset: end - 1,
    startLine: line,
    endLine: line,
    startColumn: column,
    endColumn: column + end - start - 1,
  };
  const behind = tokens.findIndex(({ startOffset }) => startOffset >= end);
  return [
    ...tokens.filter(({ startOffset }) => startOffset < start),
    token,
    ...(behind < 0 ? [] : tokens.slice(behind)),
  ];
}

/** A sign that means nothing, such as `;`; and `!`, which is `not`. */
function stray(text: string, error: LexerError, tokens: Token[], lexer: Lexer): RepairedLexeme | undefined {
  const { offset, length, message } = error;
  const image = text.slice(offset, offset + length);
  if (!/^[^\w\s(){}[\]]+$/.test(image) || tokens.some(({ startOffset }) => startOffset === offset)) return undefined;
  const end = offset + length;
  const not = tokenTypeOf(lexer, 'not');
  if (image === '!' && not) {
    return {
      tokens: withToken(text, tokens, { start: offset, end, image: 'not', tokenType: not }),
      end,
      slip: {
        message: 'Write `not` here instead of `!`.',
        start: offset,
        end,
        fixes: fixed('Change to `not`', { start: offset, end, newText: 'not ' }),
      },
    };
  }
  return {
    tokens,
    end,
    slip: {
      message,
      start: offset,
      end,
      fixes: fixed(`Remove \`${image.slice(0, 20)}\``, { start: offset, end, newText: '' }),
    },
  };
}

/** The likelier ends of a string come first: before a sign or a word of the language, or at the end of the line. */
const likelyEnd = /^\s*(?:[)\]},{]|->|and\b|or\b|$)/;
/** Tokens behind the line show whether it was read as it was meant. */
const readBehind = 30;

/** Adds the quote that a line lacks, at the place that lets the most be read. */
function unclosedString(
  text: string,
  { offset, message }: LexerError,
  tokens: readonly Token[],
  lexer: Lexer,
  start: State,
): RepairedLexeme | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const before = tokens.filter(({ startOffset }) => startOffset < lineStart);
  const after = tokens.filter(({ startOffset }) => startOffset > lineStart + line.length);
  const states = statesOf(start, before);
  const state = states[before.length];
  const lineNumber = text.slice(0, lineStart).split('\n').length;
  const own = offset - lineStart;
  const behind = [...line.matchAll(/(?<=\S)(?=[\s)\]},]|$)/g)].map(({ index }) => index).filter(index => index > own);
  const ends = [
    ...behind.filter(at => likelyEnd.test(line.slice(at))),
    ...behind.filter(at => !likelyEnd.test(line.slice(at))),
  ];
  const starts = [...line.matchAll(/(?<![\w"])[\w]/g)].map(({ index }) => index).filter(index => index < own);
  const earlier = [...line.matchAll(/(?<=\S)(?=[\s)\]},])/g)].map(({ index }) => index).filter(index => index < own);
  let best:
    | { readonly at: number; readonly reached: number; readonly odd: number; readonly tokens: Token[] }
    | undefined;
  for (const at of [...ends, ...starts, ...earlier]) {
    const { tokens: inLine, errors } = lexer.tokenize(`${line.slice(0, at)}"${line.slice(at)}`);
    if (errors.length > 0) continue;
    const placed = inLine.map(token => moved(token, at, lineStart, lineNumber));
    const all = [...before, ...placed, ...after];
    const limit = before.length + placed.length + readBehind;
    const index = state ? readFrom(state, all, before.length, limit) : 0;
    const reached = index >= limit || index > all.length ? Infinity : (all[index]?.startOffset ?? text.length);
    const odd = placed.filter(({ image }) => /^"[\s,)]|[\s,(]"$/.test(image)).length;
    if (!best || reached > best.reached || (reached === best.reached && odd < best.odd))
      best = { at, reached, odd, tokens: all };
  }
  if (!best) return undefined;
  const place = lineStart + best.at;
  const isEnd = best.at > own;
  return {
    tokens: best.tokens,
    end: lineStart + line.length,
    slip: {
      message: isEnd ? message : 'This string has no `"` at its start. Add it.',
      start: Math.min(offset, place),
      end: Math.max(offset + 1, place),
      fixes: fixed('Add `"`', { start: place, end: place, newText: '"' }),
    },
  };
}

/** Places a token of a line with one more quote in the text without it. */
function moved(token: Token, quote: number, lineStart: number, line: number): Token {
  const shift = (offset: number) => lineStart + (offset > quote ? offset - 1 : offset);
  const startOffset = shift(token.startOffset);
  const endOffset = Math.max(startOffset, shift((token.endOffset ?? token.startOffset) + 1) - 1);
  return {
    ...token,
    startOffset,
    endOffset,
    startLine: line,
    endLine: line,
    startColumn: startOffset - lineStart + 1,
    endColumn: endOffset - lineStart + 1,
  };
}
