/** Taking messages off channels. */
import type { Channel, MessageRef } from '@choreo/model';
import type { TextChange } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** None where the channel would carry nothing. */
export function removeCarried({ carries }: Channel, ref: MessageRef, context: EditContext): TextChange | undefined {
  if (carries.length < 2) return undefined;
  const source = SourceText.of(ref.span, context);
  const [start, end] = [source.offsetAt(ref.span.range.start), source.offsetAt(ref.span.range.end)];
  const comma = /\s*,\s*$/.exec(source.text.slice(0, start));
  if (comma) return source.replace(comma.index, end, '');
  const next = /^\s*,\s*/.exec(source.text.slice(end));
  if (next) return source.replace(start, end + next[0].length, '');
  // The only one that this `carries` names.
  const word = /\s*\bcarries\s+$/.exec(source.text.slice(0, start));
  return word ? source.replace(word.index, end, '') : undefined;
}
