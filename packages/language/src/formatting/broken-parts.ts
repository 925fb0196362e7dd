/**
 * What the formatter leaves as it is, since it has a syntax error in it: one member or declaration, not the whole file.
 */
import type { AstNode, LexerResult, ParseResult } from 'langium';
import { slipsIn } from '../parser/repair/repair-text.ts';
import { hasLineBreak } from './source-tokens.ts';
import type { SourceTokens, TokenRange } from './source-tokens.ts';
import { unitAround } from './units.ts';

/** A block without its closing brace is broken: nobody knows where it ends. */
const opens = '{';
const closes = '}';

/** For each gap (see `SourceTokens.gaps`), whether it stays as it is. */
export function keptGaps(source: SourceTokens, lexed: LexerResult, parsed: ParseResult): readonly boolean[] {
  const { tokens, gaps } = source;
  const kept = gaps.map(gap => gap.trim() !== '' && gap.trim() !== '\ufeff');
  const isSound = parsed.parserErrors.length + slipsIn(parsed).length + lexed.errors.length === 0;
  if (isSound && !kept.includes(true)) return kept;
  for (const range of brokenRanges(source, parsed)) {
    const { first, last } = inWholeLines(range, source);
    for (let index = first; index <= last; index++) kept[index] = true;
    if (!hasLineBreak(gaps[last + 1]) && last + 1 < tokens.length) kept[last + 1] = true;
  }
  return kept;
}

function brokenRanges(source: SourceTokens, parsed: ParseResult): readonly TokenRange[] {
  const { tokens, gaps } = source;
  const broken = new Set<AstNode>();
  const ranges: TokenRange[] = [];
  const markAt = (index: number): void => {
    const unit = unitAt(index, source);
    if (unit) broken.add(unit);
    else if (index in tokens) ranges.push({ first: index, last: index });
  };
  const markAround = (at: number): void => {
    markAt(wordBefore(at, source));
    if (at < tokens.length && !beginsOrEndsUnit(at, source)) markAt(at);
  };
  const firstFrom = (offset: number): number => {
    const found = tokens.findIndex(({ end }) => end > offset);
    return found < 0 ? tokens.length : found;
  };
  for (const { token } of parsed.parserErrors) {
    const found = tokens.findIndex(({ start }) => start === token.startOffset);
    markAround(found < 0 ? tokens.length : found);
  }
  // The tree has what repairs them, the text has not.
  for (const slip of slipsIn(parsed)) {
    const edits = slip.fixes[0]?.edits ?? [];
    if (edits.length === 0) markAround(firstFrom(slip.start));
    for (const edit of edits) {
      const first = firstFrom(edit.start);
      const isInside = (tokens[first]?.start ?? Infinity) < edit.end;
      if (!isInside) markAt(wordBefore(first, source));
      for (let at = first; at < tokens.length && (tokens[at]?.start ?? 0) < edit.end; at++) markAt(at);
    }
  }
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || token.comment) continue;
    if (!token.owner) ranges.push({ first: index, last: index });
    else if (token.image === opens && !isClosed(token.owner, source))
      broken.add(unitAround(token.owner) ?? token.owner);
    if ((gaps[index] ?? '').trim() !== '' && index > 0) {
      markAt(wordBefore(index, source));
      markAt(index);
    }
  }
  for (const unit of broken) {
    const range = source.rangeOf(unit);
    if (range) ranges.push(range);
  }
  return ranges;
}

/** Then this token is sound: something before it is missing. */
function beginsOrEndsUnit(index: number, source: SourceTokens): boolean {
  const unit = unitAt(index, source);
  const range = unit && source.rangeOf(unit);
  return range?.first === index || (range?.last === index && source.tokens[index]?.image === closes);
}

function isClosed(node: AstNode, source: SourceTokens): boolean {
  return source.ownOf(node).some(index => source.tokens[index]?.image === closes);
}

function wordBefore(index: number, { tokens }: SourceTokens): number {
  let before = index - 1;
  while (before > 0 && tokens[before]?.comment) before--;
  return Math.max(0, before);
}

/** The innermost unit around a token, which may be one that the parser skipped. */
function unitAt(index: number, { tokens }: SourceTokens): AstNode | undefined {
  return unitAround(tokens[index]?.owner);
}

/** With the rest of its lines, whatever else begins or ends in them, and the comments above, which must not be indented without it. */
function inWholeLines(range: TokenRange, source: SourceTokens): TokenRange {
  const { tokens, gaps } = source;
  let { first, last } = range;
  for (let before = -1, length = 0; length !== before; length = last - first + 1) {
    before = length;
    while (first > 0 && !hasLineBreak(gaps[first])) first--;
    while (first > 0 && tokens[first - 1]?.comment && hasLineBreak(gaps[first - 1])) first--;
    while (last + 1 < tokens.length && !hasLineBreak(gaps[last + 1])) last++;
    for (const unit of unitsAt(first, source)) if (unit.last <= last) first = Math.min(first, unit.first);
    for (const unit of unitsAt(last, source)) if (unit.first >= first) last = Math.max(last, unit.last);
    last = Math.max(last, endOfHead(last + 1, source));
  }
  return { first, last };
}

/** The ranges of all units around a token, and of the token alone. */
function unitsAt(index: number, source: SourceTokens): readonly TokenRange[] {
  const ranges: TokenRange[] = [{ first: index, last: index }];
  for (let unit = unitAt(index, source); unit; unit = unitAround(unit.$container)) {
    const range = source.rangeOf(unit);
    if (range) ranges.push(range);
  }
  return ranges;
}

/** If a unit goes on at this token, where it ends: only its parts and its closing brace may begin a line of their own. */
function endOfHead(index: number, source: SourceTokens): number {
  const token = source.tokens[index];
  if (!token || token.comment || token.image === closes) return index - 1;
  const unit = unitAt(index, source);
  const range = unit && source.rangeOf(unit);
  if (!range) return index;
  return range.first === index ? index - 1 : range.last;
}
