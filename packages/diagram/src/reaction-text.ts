/** Short texts of reactions, for pictures. */
import { branchTexts, clauseTexts, expressionText, outcomeText, triggerText } from '@choreo/analysis';
import { retriesOf } from '@choreo/model';
import type { Reaction, Schedule } from '@choreo/model';

/** The clauses, one text each, without the outcome after `else`. */
export function shortClauseTexts(reaction: Reaction): readonly string[] {
  return [
    ...(reaction.guard ? [`when ${expressionText(reaction.guard)}`] : []),
    ...retriesOf(reaction).map(({ bound }) => (bound ? `retry ${bound.times}×` : 'else retry')),
    ...(reaction.by ? [`by ${reaction.by.field}`] : []),
    ...(reaction.within ? [`within ${reaction.within.duration.text}`] : []),
    ...(reaction.atMost ? [`at most ${reaction.atMost.times}×`] : []),
    ...(reaction.idempotent ? ['idempotent'] : []),
  ];
}

export function reactionText(reaction: Reaction): string {
  const head = [
    `${reaction.participant}.${reaction.name}: on ${triggerText(reaction.trigger)}`,
    ...clauseTexts(reaction),
  ].join(' ');
  const text = `${head}${bodyText(reaction)}`;
  return reaction.doc ? `${text}\n\n${reaction.doc}` : text;
}

function bodyText({ body }: Reaction): string {
  switch (body.kind) {
    case 'sink':
      return '';
    case 'outcome':
      return ` -> ${outcomeText(body.outcome)}`;
    case 'branches':
      return branchTexts(body)
        .map(text => `\n${text}`)
        .join('');
    default:
      return body satisfies never;
  }
}

export function scheduleText(schedule: Schedule): string {
  return `${schedule.participant}: every ${schedule.every.text} -> ${outcomeText(schedule.outcome)}`;
}
