/** Lists everything that a reaction or schedule can do. */
import type { Alternative, Emission, Outcome, OutcomeItem, Retry } from './outcome.ts';
import type { Reaction, Schedule } from './participant.ts';
import { compareSpans } from './span.ts';
import type { Span } from './span.ts';

/**
 * Every outcome of a reaction, those of the body, then `within … else`, then `at most … else`, then those of its retries; the one
 * outcome of a schedule.
 */
export function outcomesOf(source: Reaction | Schedule): readonly Outcome[] {
  if (!('trigger' in source)) return [source.outcome];
  const outcomes: Outcome[] = [];
  switch (source.body.kind) {
    case 'sink':
      break;
    case 'outcome':
      outcomes.push(source.body.outcome);
      break;
    case 'branches':
      for (const branch of source.body.branches) outcomes.push(branch.outcome);
      break;
    default:
      source.body satisfies never;
  }
  if (source.within) outcomes.push(source.within.otherwise);
  if (source.atMost) outcomes.push(source.atMost.otherwise);
  for (const { bound } of retriesOf(source)) if (bound) outcomes.push(bound.otherwise);
  return outcomes;
}

/** The `else retry` behind its guard, and that of its branches. */
export function retriesOf({ retry, body }: Reaction): readonly Retry[] {
  const ofBranches = body.kind === 'branches' ? body.retry : undefined;
  return [...(retry ? [retry] : []), ...(ofBranches ? [ofBranches] : [])];
}

/** The alternative at a place: runs and verdicts refer to alternatives by place. */
export function alternativeAt(source: Reaction | Schedule, span: Span): Alternative | undefined {
  return outcomesOf(source)
    .flatMap(({ alternatives }) => alternatives)
    .find(one => compareSpans(one.span, span) === 0);
}

/** How often a delivery is refused before this alternative, of an outcome behind `retry`, is taken; undefined for any other. */
export function refusalsBefore(reaction: Reaction, span: Span): number | undefined {
  for (const { bound } of retriesOf(reaction)) {
    if (bound?.otherwise.alternatives.some(one => compareSpans(one.span, span) === 0)) return bound.times;
  }
  return undefined;
}

export function itemsOf(outcomes: readonly Outcome[]): readonly OutcomeItem[] {
  return outcomes.flatMap(outcome => outcome.alternatives.flatMap(alternative => alternative.items));
}

/** Every emission that a reaction or schedule may make, timers included, in the order written. */
export function emissionsOf(source: Reaction | Schedule): readonly Emission[] {
  return itemsOf(outcomesOf(source)).filter(item => item.kind === 'emit');
}
