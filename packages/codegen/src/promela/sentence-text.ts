/** A sentence of a property as it reads in the source. */
import { expressionText } from '@choreo/analysis';
import type { Sentence } from '@choreo/model';

export function sentenceText(sentence: Sentence): string {
  if (sentence.kind === 'at-all-times') return `at all times ${expressionText(sentence.condition)}`;
  if (sentence.kind === 'at-rest') {
    const premise = sentence.premise ? ` if ${sentence.premise.message}` : '';
    return `at rest ${expressionText(sentence.condition)}${premise}`;
  }
  const { message } = sentence.message;
  switch (sentence.kind) {
    case 'leads-to':
      return `${message} leads to ${sentence.targets.map(target => target.message).join(' | ')}`;
    case 'requires':
      return `${message} requires ${sentence.required.message}`;
    case 'excludes':
      return `${message} excludes ${sentence.excluded.message}`;
    case 'at-most':
      return `at most ${sentence.times} ${message}`;
    case 'always':
    case 'never':
      return `${sentence.kind} ${message}`;
    case 'no-after':
      return `no ${message} after ${sentence.earlier.message}`;
    case 'compensated-by':
      return `${message} compensated by ${sentence.compensation.message} on ${sentence.failure.message}`;
    default:
      return sentence satisfies never;
  }
}
