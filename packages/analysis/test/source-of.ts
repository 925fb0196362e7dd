/** The text of a model, to read when a comparison fails. */
import type { Choreography, Entry, Reaction, Sentence, StateType } from '@choreo/model';
import { expressionText } from '../src/text/expression-text.ts';
import {
  alternativeText,
  branchText,
  clauseTexts,
  messageText,
  outcomeText,
  triggerText,
} from '../src/text/outcome-text.ts';

export function sourceOf({ participants, channels, properties }: Choreography): string {
  const lines: string[] = [];
  for (const { name, kind, keptBy, states, reactions, schedules, emits, receives } of participants) {
    const fields = keptBy?.fields.map(({ field }) => field);
    lines.push(`${kind} ${name}${fields ? ` by ${fields.join(', ') || 'nothing'}` : ''} {`);
    if (emits.length > 0)
      lines.push(
        `  emits ${emits.map(one => `${messageText(one.message, one.multiplicity)}${afterText(one)}`).join(', ')}`,
      );
    if (receives.length > 0) lines.push(`  receives ${receives.map(one => one.message).join(', ')}`);
    for (const { name: state, type, initial } of states) {
      lines.push(`  state ${state}: ${stateText(type)}${initial ? ` = ${expressionText(initial)}` : ''}`);
    }
    for (const { every, outcome } of schedules) lines.push(`  every ${every.text} -> ${outcomeText(outcome)}`);
    for (const one of reactions) {
      const head = `  ${one.name}: on ${[triggerText(one.trigger), ...clauseTexts(one)].join(' ')}`;
      lines.push(`${head} ${bodyText(one)}`.trimEnd());
    }
    lines.push('}');
  }
  for (const { name, carries, delivery, orderedBy } of channels) {
    const carried = carries.map(ref => ref.message).join(', ');
    lines.push(
      `channel ${name} { carries ${carried} ${delivery ?? ''} ${orderedBy ? `ordered by ${orderedBy.field}` : ''} }`,
    );
  }
  for (const { sentences } of properties) for (const one of sentences) lines.push(`  ${sentenceText(one)}`);
  return lines.join('\n');
}

function afterText({ after = [] }: Entry): string {
  return after.length > 0 ? ` after ${after.map(({ message }) => message).join(' or ')}` : '';
}

function bodyText({ body }: Reaction): string {
  if (body.kind === 'sink') return '';
  if (body.kind === 'outcome') return `-> ${body.outcome.alternatives.map(alternativeText).join(' | ')}`;
  return `{ ${body.branches.map(branch => `${branchText(branch)} -> ${outcomeText(branch.outcome)}`).join(' ')} }`;
}

function stateText(type: StateType): string {
  if (type.kind === 'boolean') return 'boolean';
  if (type.kind === 'values' && type.enum !== undefined) return `${type.enum}${type.optional ? '?' : ''}`;
  return type.kind === 'range' ? `${type.min}..${type.max}` : type.values.map(({ name }) => name).join(' | ');
}

export function sentenceText(sentence: Sentence): string {
  if (sentence.kind === 'at-all-times') return `at all times ${expressionText(sentence.condition)}`;
  if (sentence.kind === 'at-rest')
    return `at rest ${expressionText(sentence.condition)}${sentence.premise ? ` if ${sentence.premise.message}` : ''}`;
  const { message: subject } = sentence.message;
  switch (sentence.kind) {
    case 'leads-to':
      return `${subject} leads to ${sentence.targets.map(target => target.message).join(' | ')}`;
    case 'requires':
      return `${subject} requires ${sentence.required.message}`;
    case 'excludes':
      return `${subject} excludes ${sentence.excluded.message}`;
    case 'at-most':
      return `at most ${sentence.times} ${subject}`;
    case 'always':
    case 'never':
      return `${sentence.kind} ${subject}`;
    case 'no-after':
      return `no ${subject} after ${sentence.earlier.message}`;
    case 'compensated-by':
      return `${subject} compensated by ${sentence.compensation.message} on ${sentence.failure.message}`;
    default:
      return sentence satisfies never;
  }
}
