/** Lets an entry come of itself, by leaving out its `after`. */
import type { Answer } from '@choreo/analysis';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** Everything from the space before `after` to the end of the entry. */
const beforeFirst = /\s+after\s+(?:[^\s.]+\s*\.\s*)?$/u;

export function withoutAfterFixes(answers: readonly Answer[], context: EditContext): readonly Fix[] {
  const entries = new Set(answers.map(({ entry }) => entry));
  return [...entries].flatMap((entry): readonly Fix[] => {
    const [first] = entry.after ?? [];
    if (!first) return [];
    const source = SourceText.of(entry.span, context);
    const start = source.offsetAt(entry.nameSpan.range.end);
    const written = source.text.slice(start, source.offsetAt(first.span.range.start));
    const found = beforeFirst.exec(written);
    if (!found) return [];
    const edit = source.replace(start + found.index, source.offsetAt(entry.span.range.end), '');
    return [{ title: `Let \`${entry.message}\` come without waiting`, edits: [edit] }];
  });
}
