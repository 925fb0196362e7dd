import type { Sentence } from '@choreo/model';

/** The ids of all messages that a sentence names. */
export function messagesOf(sentence: Sentence): readonly string[] {
  const { message } = sentence.message;
  switch (sentence.kind) {
    case 'leads-to':
      return [message, ...sentence.targets.map(target => target.message)];
    case 'requires':
      return [message, sentence.required.message];
    case 'excludes':
      return [message, sentence.excluded.message];
    case 'compensated-by':
      return [message, sentence.compensation.message, sentence.failure.message];
    case 'at-most':
    case 'always':
    case 'never':
      return [message];
    default:
      return sentence satisfies never;
  }
}
