/** Which of a reaction's alternatives stands there: runs and verdicts name them by their places. */
import { compareSpans, outcomesOf } from '@choreo/model';
import type { Alternative, Reaction, Span } from '@choreo/model';

export function alternativeAt(reaction: Reaction, span: Span): Alternative | undefined {
  return outcomesOf(reaction)
    .flatMap(({ alternatives }) => alternatives)
    .find(one => compareSpans(one.span, span) === 0);
}
