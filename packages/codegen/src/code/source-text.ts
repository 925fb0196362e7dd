/** Writes reactions and outcomes as in the source, for comments in generated code. */
import { alternativeText, branchTexts, clauseTexts, triggerText } from '@choreo/analysis';
import type { Outcome, Reaction, Schedule } from '@choreo/model';

/** The reaction on one line if it is short, otherwise with a line for each clause and alternative. */
export function reactionText(reaction: Reaction): string {
  const head = `${reaction.label === undefined ? '' : `${reaction.label}: `}on ${triggerText(reaction.trigger)}`;
  const clauses = [...clauseTexts(reaction)];
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
      return [...branchTexts(body), '}'];
    default:
      return body satisfies never;
  }
}

function outcomeLines({ alternatives }: Outcome): readonly string[] {
  return alternatives.map((alternative, index) => `${index === 0 ? '->' : '|'} ${alternativeText(alternative)}`);
}
