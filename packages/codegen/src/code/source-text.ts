/** Reactions and outcomes as they read in the source, for the comments of generated code. */
import { expressionText } from '@choreo/analysis';
import type { Alternative, Outcome, OutcomeItem, Reaction, Schedule, Trigger } from '@choreo/model';

/** The sentence, in one line where it is short, otherwise with a line for each clause and alternative. */
export function reactionText(reaction: Reaction): string {
  const head = `${reaction.label === undefined ? '' : `${reaction.label}: `}on ${triggerText(reaction.trigger)}`;
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
  if (reaction.body.kind === 'branches') clauses.push('{');
  return wrapped([head, ...clauses], bodyLines(reaction));
}

export function scheduleText({ every, outcome }: Schedule): string {
  return wrapped([`every ${every.text}`], outcomeLines(outcome));
}

const comfortable = 90;

function wrapped(clauses: readonly string[], body: readonly string[]): string {
  const line = [...clauses, ...body].join(' ');
  if (line.length <= comfortable) return line;
  const [head = '', ...others] = clauses;
  const start =
    clauses.join(' ').length <= comfortable ? [clauses.join(' ')] : [head, ...others.map(clause => `  ${clause}`)];
  return [...start, ...body.map(part => `  ${part}`)].join('\n');
}

function bodyLines({ body }: Reaction): readonly string[] {
  switch (body.kind) {
    case 'sink':
      return [];
    case 'outcome':
      return outcomeLines(body.outcome);
    case 'branches':
      return [
        ...body.branches.map(
          ({ guard, outcome }) => `${guard ? `when ${expressionText(guard)}` : 'else'} -> ${outcomeText(outcome)}`,
        ),
        '}',
      ];
    default:
      return body satisfies never;
  }
}

function outcomeLines({ alternatives }: Outcome): readonly string[] {
  return alternatives.map((alternative, index) => `${index === 0 ? '->' : '|'} ${alternativeText(alternative)}`);
}

export function triggerText({ kind, messages }: Trigger): string {
  return messages.map(({ message }) => message).join(kind === 'all' ? ' and ' : ' or ');
}

export function outcomeText(outcome: Outcome): string {
  return outcome.alternatives.map(alternativeText).join(' | ');
}

export function alternativeText({ items }: Alternative): string {
  return items.length === 0 ? 'nothing' : items.map(itemText).join(' & ');
}

const marks = { one: '', optional: '?', many: '*', some: '+' } as const;

function itemText(item: OutcomeItem): string {
  switch (item.kind) {
    case 'emit':
      return `${item.message}${marks[item.multiplicity]}${item.after ? ` after ${item.after.text}` : ''}`;
    case 'cancel':
      return `cancel ${item.message}`;
    case 'set':
      return `set ${item.name} = ${expressionText(item.value)}`;
    default:
      return item satisfies never;
  }
}
