/** Adds, removes and moves branches of a reaction. */
import type { Branch } from '@choreo/model';
import type { TextChange } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** Adds a branch after the last one, on a new line if the last one starts a line. */
export function addBranch(last: Branch, text: string, context: EditContext): TextChange {
  const source = SourceText.of(last.span, context);
  const [start, end] = rangeOf(last, source);
  const gap = source.startsLine(start) ? `${source.eol}${source.indentAt(start)}` : '  ';
  return source.insert(end, `${gap}${text}`);
}

export function removeBranch(branch: Branch, branches: readonly Branch[], context: EditContext): TextChange {
  const source = SourceText.of(branch.span, context);
  const [start, end] = rangeOf(branch, source);
  const index = branches.indexOf(branch);
  const [before, after] = [branches[index - 1], branches[index + 1]];
  if (before) return source.replace(rangeOf(before, source)[1], end, '');
  return source.replace(start, after ? rangeOf(after, source)[0] : end, '');
}

/** `target` is any earlier branch. */
export function moveBranchBefore(
  branch: Branch,
  target: Branch,
  branches: readonly Branch[],
  context: EditContext,
): TextChange {
  const source = SourceText.of(branch.span, context);
  const [start, end] = rangeOf(branch, source);
  const [from] = rangeOf(target, source);
  const previous = branches[branches.indexOf(branch) - 1] ?? target;
  const [, until] = rangeOf(previous, source);
  const [own, gap, passed] = [
    source.text.slice(start, end),
    source.text.slice(until, start),
    source.text.slice(from, until),
  ];
  return source.replace(from, end, `${own}${gap}${passed}`);
}

function rangeOf({ span: { range } }: Branch, source: SourceText): readonly [number, number] {
  return [source.offsetAt(range.start), source.offsetAt(range.end)];
}
