/** What the formatter changes in comments: the indentation of their lines, and spaces at their ends. */
import type { FormatChange } from './format-change.ts';
import { hasLineBreak } from './source-tokens.ts';
import type { SourceToken } from './source-tokens.ts';

/** `gap`: the new text before the comment, if the comment may be indented anew. */
export function commentChanges(
  { image, start, comment }: SourceToken,
  gap: string | undefined,
  lineBreak: string,
): readonly FormatChange[] {
  if (comment === 'line') {
    const end = start + image.trimEnd().length;
    return gap === undefined ? [] : [{ start: end, end: start + image.length, text: '' }];
  }
  const lines = [...image.matchAll(/(\r\n|\r|\n)([^\S\r\n]*)(?=(\S?))/g)];
  const beginsLine = gap !== undefined && (gap === '' || hasLineBreak(gap));
  // Comments without stars may hold drawings or tables.
  const hasStars = lines.every(([, , , mark]) => mark === '*');
  const indent = beginsLine && hasStars ? `${gap.replace(/^[\s\S]*[\r\n]/, '')} ` : undefined;
  return lines.map(({ index, 0: { length }, 2: space = '' }) => {
    const from = start + index;
    return { start: from, end: from + length, text: lineBreak + (indent ?? space) };
  });
}
