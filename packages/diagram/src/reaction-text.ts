/** Reactions and their outcomes in words, as a reader of the source knows them. */
import type {
  Alternative,
  Branch,
  Multiplicity,
  Outcome,
  OutcomeItem,
  Reaction,
  Schedule,
  Trigger,
} from '@choreo/model';
import { expressionText } from '@choreo/analysis';

const suffixes: Record<Multiplicity, string> = { one: '', optional: '?', many: '*', some: '+' };

/** `E`, `E?`, `E*`, `E+`. */
export function messageText(message: string, multiplicity: Multiplicity): string {
  return message + suffixes[multiplicity];
}

export function triggerText(trigger: Trigger): string {
  return trigger.messages.map(ref => ref.message).join(trigger.kind === 'all' ? ' and ' : ' or ');
}

export function itemText(item: OutcomeItem): string {
  switch (item.kind) {
    case 'emit':
      return messageText(item.message, item.multiplicity) + (item.after ? ` after ${item.after.text}` : '');
    case 'cancel':
      return `cancel ${item.message}`;
    case 'set':
      return `set ${item.name} = ${expressionText(item.value)}`;
    default:
      return item satisfies never;
  }
}

export function alternativeText(alternative: Alternative): string {
  return alternative.items.map(itemText).join(' & ') || 'nothing';
}

export function outcomeText(outcome: Outcome): string {
  return outcome.alternatives.map(alternativeText).join(' | ');
}

export function branchText(branch: Branch): string {
  return branch.guard ? `when ${expressionText(branch.guard)}` : 'else';
}

/** The clauses but for what their `else` leads to, one each. */
export function clauseTexts(reaction: Reaction): readonly string[] {
  return [
    ...(reaction.guard ? [`when ${expressionText(reaction.guard)}`] : []),
    ...(reaction.by ? [`by ${reaction.by.field}`] : []),
    ...(reaction.within ? [`within ${reaction.within.duration.text}`] : []),
    ...(reaction.atMost ? [`at most ${reaction.atMost.times}×`] : []),
    ...(reaction.idempotent ? ['idempotent'] : []),
  ];
}

export function reactionText(reaction: Reaction): string {
  const clauses = [
    ...(reaction.guard ? [`when ${expressionText(reaction.guard)}`] : []),
    ...(reaction.by ? [`by ${reaction.by.field}`] : []),
    ...(reaction.within
      ? [`within ${reaction.within.duration.text} else ${outcomeText(reaction.within.otherwise)}`]
      : []),
    ...(reaction.atMost
      ? [`at most ${reaction.atMost.times} times else ${outcomeText(reaction.atMost.otherwise)}`]
      : []),
    ...(reaction.idempotent ? ['idempotent'] : []),
  ];
  const head = [`${reaction.participant}.${reaction.name}: on ${triggerText(reaction.trigger)}`, ...clauses].join(' ');
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
      return body.branches.map(branch => `\n${branchText(branch)} -> ${outcomeText(branch.outcome)}`).join('');
    default:
      return body satisfies never;
  }
}

export function scheduleText(schedule: Schedule): string {
  return `${schedule.participant}: every ${schedule.every.text} -> ${outcomeText(schedule.outcome)}`;
}
