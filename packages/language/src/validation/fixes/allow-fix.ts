/** Inserts `@allow` before the smallest element that a finding is about. */
import type { Annotated, Span } from '@choreo/model';
import { comparePositions } from '@choreo/model';
import { annotatedElements } from '../annotated-elements.ts';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** The placeholder for the reason, for the author to replace. */
export const reasonToFillIn = 'TODO: say why';

/** `places`: the elements where the finding can be silenced, the best first. */
export function allowFixes(code: string, places: readonly Span[], context: EditContext): Fix[] {
  const files = new Set(context.choreography.files);
  const elements = annotatedElements(context.choreography);
  for (const place of places) {
    const element = files.has(place.uri) ? smallestAround(place, elements) : undefined;
    if (!element) continue;
    const source = SourceText.of(element.span, context);
    const start = source.offsetAt(element.span.range.start);
    const annotation = `@allow("${code}", "${reasonToFillIn}")`;
    const gap = source.startsLine(start) ? `${source.eol}${source.indentAt(start)}` : ' ';
    const edits = [source.insert(start, `${annotation}${gap}`)];
    return [{ title: `Allow \`${code}\` here`, edits, silences: true }];
  }
  return [];
}

function smallestAround(place: Span, elements: readonly Annotated[]): Annotated | undefined {
  let smallest: Annotated | undefined;
  for (const element of elements) {
    if (contains(element.span, place) && (!smallest || contains(smallest.span, element.span))) smallest = element;
  }
  return smallest;
}

export function contains(outer: Span, inner: Span): boolean {
  return (
    outer.uri === inner.uri &&
    comparePositions(outer.range.start, inner.range.start) <= 0 &&
    comparePositions(outer.range.end, inner.range.end) >= 0
  );
}
