/** Taking away a part of an alternative. */
import type { OutcomeItem } from '@choreo/model';
import type { TextChange } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** With the `&` that sets it off from the others; of an alternative that has no other part, `nothing` is left. */
export function removeItem(item: OutcomeItem, items: readonly OutcomeItem[], context: EditContext): TextChange {
  const source = SourceText.of(item.span, context);
  const [start, end] = [source.offsetAt(item.span.range.start), source.offsetAt(item.span.range.end)];
  const index = items.indexOf(item);
  const [before, after] = [items[index - 1], items[index + 1]];
  if (before) return source.replace(source.offsetAt(before.span.range.end), end, '');
  return after
    ? source.replace(start, source.offsetAt(after.span.range.start), '')
    : source.replace(start, end, 'nothing');
}
