/** A sentence of a property as it reads in the source. */
import type { Sentence } from '@choreo/model';

export function sentenceText(sentence: Sentence): string {
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
    case 'compensated-by':
      return `${message} compensated by ${sentence.compensation.message} on ${sentence.failure.message}`;
    default:
      return sentence satisfies never;
  }
}
