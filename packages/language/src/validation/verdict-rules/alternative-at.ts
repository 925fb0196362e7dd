/** Finds an alternative of a reaction by its place: runs and verdicts refer to alternatives by place. */
import { compareSpans, outcomesOf } from '@choreo/model';
import type { Alternative, Reaction, Span } from '@choreo/model';

export function alternativeAt(reaction: Reaction, span: Span): Alternative | undefined {
  return outcomesOf(reaction)
    .flatMap(({ alternatives }) => alternatives)
    .find(one => compareSpans(one.span, span) === 0);
}
