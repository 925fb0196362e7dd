/** Lists everything that a reaction or schedule can do. */
import type { Emission, Outcome, OutcomeItem } from './outcome.ts';
import type { Reaction, Schedule } from './participant.ts';

/** Every outcome of a reaction: those of the body, then `within … else`, then `at most … else`. */
export function outcomesOf(reaction: Reaction): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  switch (reaction.body.kind) {
    case 'sink':
      break;
    case 'outcome':
      outcomes.push(reaction.body.outcome);
      break;
    case 'branches':
      for (const branch of reaction.body.branches) outcomes.push(branch.outcome);
      break;
    default:
      reaction.body satisfies never;
  }
  if (reaction.within) outcomes.push(reaction.within.otherwise);
  if (reaction.atMost) outcomes.push(reaction.atMost.otherwise);
  return outcomes;
}

export function itemsOf(outcomes: readonly Outcome[]): readonly OutcomeItem[] {
  return outcomes.flatMap(outcome => outcome.alternatives.flatMap(alternative => alternative.items));
}

/** Every emission that a reaction or schedule may make, timers included, in the order written. */
export function emissionsOf(source: Reaction | Schedule): readonly Emission[] {
  const outcomes = 'trigger' in source ? outcomesOf(source) : [source.outcome];
  return itemsOf(outcomes).filter(item => item.kind === 'emit');
}
