/** Taking the name that was meant. */
import type { Span } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import { nearestNames } from '../nearest-name.ts';
import { replaceSpan } from './source-text.ts';

/** One fix for each name that is near; the preferred one where only one is. */
export function renameFixes(name: string, span: Span, candidates: Iterable<string>): Fix[] {
  const near = nearestNames(name, candidates);
  return near.map(candidate => ({
    title: `Change to \`${candidate}\``,
    edits: [replaceSpan(span, candidate)],
    ...(near.length === 1 ? { isPreferred: true } : {}),
  }));
}
