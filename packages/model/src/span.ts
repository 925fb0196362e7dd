/** Places in files. Every part of the model carries the one that it came from. */

/** A place in a text, counted as in LSP: lines and UTF-16 code units from zero. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` (included) to `end` (excluded). */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A range in the file with the given URI (`file:///…` as the editor spells it). */
export interface Span {
  readonly uri: string;
  readonly range: Range;
}

/** Orders spans by file, then by place; for stable output. */
export function compareSpans(a: Span, b: Span): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return comparePositions(a.range.start, b.range.start) || comparePositions(a.range.end, b.range.end);
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
