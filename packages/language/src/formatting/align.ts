/** Puts the braces of one-line declarations below one another, and the comments at the ends of lines. */
import type { AstNode } from 'langium';
import { hasLineBreak, lineBreaksIn } from './source-tokens.ts';
import type { SourceTokens } from './source-tokens.ts';

/** Nothing is moved further than this. */
const farthest = 16;

/** `gaps`: what stands before each token, changed in place. `kept`: those that must stay as they are. */
export function align(
  source: SourceTokens,
  declarations: readonly AstNode[],
  gaps: string[],
  kept: readonly boolean[],
  width: number,
): void {
  alignRuns(source, gaps, width, bracesOf(source, declarations, gaps, kept));
  alignRuns(source, gaps, width, commentsOf(source, gaps, kept));
}

/** A token to put below the one before it: the run ends where this is missing. */
type Aligned = number | undefined;

/** Blank lines end a run, and so does a declaration of several lines or without braces. */
function bracesOf(
  source: SourceTokens,
  declarations: readonly AstNode[],
  gaps: readonly string[],
  kept: readonly boolean[],
): readonly Aligned[] {
  const aligned: Aligned[] = [];
  let end = -1;
  for (const declaration of declarations) {
    const range = source.rangeOf(declaration);
    if (!range) continue;
    for (let index = end + 1; index <= range.first; index++) {
      if (lineBreaksIn(gaps[index] ?? '') !== 1 && index > 0 && !source.tokens[index - 1]?.comment) {
        aligned.push(undefined);
        break;
      }
      if (lineBreaksIn(gaps[index] ?? '') > 1) aligned.push(undefined);
    }
    end = range.last;
    const open = source.ownOf(declaration).find(index => source.tokens[index]?.image === '{');
    if (open === undefined) {
      aligned.push(undefined);
      continue;
    }
    let isOnOneLine = !kept[open];
    for (let index = open; index <= range.last; index++) {
      if (hasLineBreak(gaps[index]) || hasLineBreak(source.tokens[index]?.image)) isOnOneLine = false;
    }
    aligned.push(isOnOneLine ? open : undefined);
  }
  return aligned;
}

/** On lines that follow one another and have the same indentation. */
function commentsOf(source: SourceTokens, gaps: readonly string[], kept: readonly boolean[]): readonly Aligned[] {
  const { tokens } = source;
  const aligned: Aligned[] = [];
  let indent = '';
  let last: string | undefined;
  for (let index = 0; index < tokens.length; index++) {
    const gap = gaps[index] ?? '';
    if (hasLineBreak(gap) || index === 0) {
      // The line before had no comment.
      if (last === undefined || lineBreaksIn(gap) > 1) aligned.push(undefined);
      indent = gap.replace(/^[\s\S]*[\r\n]/, '');
      if (last !== indent) aligned.push(undefined);
      last = undefined;
    } else if (tokens[index]?.comment === 'line' && !kept[index] && tokens[index - 1]?.image !== '{') {
      aligned.push(index);
      last = indent;
    }
  }
  return aligned;
}

function alignRuns(source: SourceTokens, gaps: string[], width: number, aligned: readonly Aligned[]): void {
  const columns = columnsOf(source, gaps);
  let run: number[] = [];
  const finish = (): void => {
    const column = Math.max(...run.map(index => columns.column(index)));
    for (const index of run) gaps[index] = ' '.repeat(column - columns.column(index)) + (gaps[index] ?? '');
    run = [];
  };
  for (const index of [...aligned, undefined]) {
    if (index === undefined) {
      finish();
      continue;
    }
    const together = [...run, index];
    const all = together.map(other => columns.column(other));
    const [least, most] = [Math.min(...all), Math.max(...all)];
    const isShort = together.every(other => columns.length(other) + most - columns.column(other) <= width);
    if (most - least > farthest || !isShort) finish();
    run.push(index);
  }
}

interface Columns {
  /** Of a token in its line. */
  column(index: number): number;
  /** Of the line with this token, without a comment at its end. */
  length(index: number): number;
}

function columnsOf({ tokens }: SourceTokens, gaps: readonly string[]): Columns {
  const starts: number[] = [];
  const lines: number[] = [];
  const lengths: number[] = [0];
  let column = 0;
  for (const [index, { image, comment }] of tokens.entries()) {
    const gap = gaps[index] ?? '';
    if (hasLineBreak(gap)) {
      lengths.push(0);
      column = 0;
    }
    column += gap.replace(/^[\s\S]*[\r\n]/, '').length;
    starts.push(column);
    lines.push(lengths.length - 1);
    const tail = image.replace(/^[\s\S]*[\r\n]/, '');
    column = tail.length < image.length ? tail.length : column + image.length;
    if (comment !== 'line') lengths[lengths.length - 1] = column;
  }
  return { column: index => starts[index] ?? 0, length: index => lengths[lines[index] ?? 0] ?? 0 };
}
