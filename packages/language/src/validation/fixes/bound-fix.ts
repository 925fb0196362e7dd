/** Bounding a loop with `at most`. */
import type { Reaction } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** More choices than this help nobody. */
const mostChoices = 3;

/** One fix for each reaction that has no bound yet; what then happens is left to fill in. */
export function boundFixes(reactions: readonly Reaction[], context: EditContext): Fix[] {
  const unbounded = [...new Set(reactions)].filter(reaction => !reaction.atMost);
  return unbounded.slice(0, mostChoices).map(({ id, headSpan }) => {
    const source = SourceText.of(headSpan, context);
    const edit = source.insert(source.offsetAt(headSpan.range.end), ' at most 3 times else nothing');
    return { title: `Bound \`${id}\` with \`at most\``, edits: [edit] };
  });
}
