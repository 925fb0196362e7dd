/** Bounds a cycle with `at most`. */
import type { Reaction } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** The most fixes to offer. */
const mostChoices = 3;

/** One fix for each reaction without a bound. The author fills in what happens beyond it. */
export function boundFixes(reactions: readonly Reaction[], context: EditContext): Fix[] {
  const unbounded = [...new Set(reactions)].filter(reaction => !reaction.atMost);
  return unbounded.slice(0, mostChoices).map(({ id, headSpan }) => {
    const source = SourceText.of(headSpan, context);
    const edit = source.insert(source.offsetAt(headSpan.range.end), ' at most 3 times else nothing');
    return { title: `Bound \`${id}\` with \`at most\``, edits: [edit] };
  });
}
