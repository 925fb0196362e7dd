/** Semantic tokens as LSP sends them: five numbers each, with places relative to the token before. */
import type { Range, SemanticTokensEdit } from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from './legend.ts';
import type { TokenModifier, TokenType } from './legend.ts';

export interface Token {
  /** Within one line. */
  readonly range: Range;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const typeNumbers = new Map(tokenTypes.map((type, index) => [type, index]));
const modifierBits = new Map(tokenModifiers.map((modifier, index) => [modifier, 1 << index]));

/** In the order of the text; of several tokens at one place, the first counts. */
export function encodeTokens(tokens: readonly Token[]): number[] {
  const sorted = [...tokens].sort(
    ({ range: a }, { range: b }) => a.start.line - b.start.line || a.start.character - b.start.character,
  );
  const data: number[] = [];
  let line = 0;
  let end = 0;
  let character = 0;
  for (const { range, type, modifiers } of sorted) {
    const { start } = range;
    if (start.line !== range.end.line) continue;
    if (data.length > 0 && start.line === line && start.character < end) continue;
    const lines = start.line - line;
    data.push(
      lines,
      lines === 0 ? start.character - character : start.character,
      range.end.character - start.character,
      typeNumbers.get(type) ?? 0,
      modifiers.reduce((bits, modifier) => bits | (modifierBits.get(modifier) ?? 0), 0),
    );
    ({ line, character } = start);
    end = range.end.character;
  }
  return data;
}

/** What turns the one list into the other: nothing, or the one stretch that differs. */
export function tokensDelta(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let rest = 0;
  while (rest < shorter - start && before.at(-1 - rest) === after.at(-1 - rest)) rest++;
  if (start === before.length && start === after.length) return [];
  return [{ start, deleteCount: before.length - start - rest, data: after.slice(start, after.length - rest) }];
}
