/** Replaces a name by the one that was probably meant. */
import type { Span } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import { nearestNames } from '../nearest-name.ts';
import { replaceSpan } from './source-text.ts';

/** One fix for each similar name. If there is only one, it is preferred. */
export function renameFixes(name: string, span: Span, candidates: Iterable<string>): Fix[] {
  const near = nearestNames(name, candidates);
  return near.map(candidate => ({
    title: `Change to \`${candidate}\``,
    edits: [replaceSpan(span, candidate)],
    ...(near.length === 1 ? { isPreferred: true } : {}),
  }));
}
