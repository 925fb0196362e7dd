/** Maps places of an older text to the current text, so that an older finding never points to the wrong place. */
import type { Position, Span } from '@choreo/model';
import { comparePositions } from '@choreo/model';

/** Undefined if the text at this place was changed. */
export type Move = (span: Span) => Span | undefined;

/** The current texts by URI; a deleted file has no entry. */
export function moveBetween(before: ReadonlyMap<string, string>, textOf: (uri: string) => string | undefined): Move {
  const changes = new Map<string, Change | 'none' | 'gone'>();
  const changeOf = (uri: string): Change | 'none' | 'gone' => {
    let change = changes.get(uri);
    if (change === undefined) {
      const old = before.get(uri);
      const now = textOf(uri);
      change = old === undefined || now === undefined ? 'gone' : old === now ? 'none' : changeBetween(old, now);
      changes.set(uri, change);
    }
    return change;
  };
  return span => {
    const change = changeOf(span.uri);
    if (change === 'gone') return undefined;
    return change === 'none' ? span : moved(span, change);
  };
}

/** The changed part: from `start` to `oldEnd` in the old text, and from `start` to `newEnd` in the new one. */
interface Change {
  readonly start: Position;
  readonly oldEnd: Position;
  readonly newEnd: Position;
}

function changeBetween(old: string, now: string): Change {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === now.charCodeAt(start)) start++;
  let common = 0;
  while (
    common < shorter - start &&
    old.charCodeAt(old.length - 1 - common) === now.charCodeAt(now.length - 1 - common)
  ) {
    common++;
  }
  // `ab` → `aab`: a word that has grown or shrunk counts as changed as a whole.
  const isOf = (text: string, offset: number): boolean => isOfWord(text.charCodeAt(offset));
  if (isOf(old, start) || isOf(now, start)) while (start > 0 && isOf(old, start - 1)) start--;
  if (isOf(old, old.length - common - 1) || isOf(now, now.length - common - 1)) {
    while (common > 0 && isOf(old, old.length - common)) common--;
  }
  return {
    start: positionAt(old, start),
    oldEnd: positionAt(old, old.length - common),
    newEnd: positionAt(now, now.length - common),
  };
}

function isOfWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code > 160
  );
}

function positionAt(text: string, offset: number): Position {
  let line = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, character: offset - lineStart };
}

function moved(span: Span, { start, oldEnd, newEnd }: Change): Span | undefined {
  const { uri, range } = span;
  if (comparePositions(range.end, start) <= 0) return span;
  if (comparePositions(range.start, oldEnd) < 0) return undefined;
  const shift = ({ line, character }: Position): Position => ({
    line: line + newEnd.line - oldEnd.line,
    character: line === oldEnd.line ? character + newEnd.character - oldEnd.character : character,
  });
  return { uri, range: { start: shift(range.start), end: shift(range.end) } };
}
