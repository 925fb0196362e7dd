/** Which messages an exported model has to count, and how far. */
import { messageGraphOf } from '@choreo/analysis';
import type { Choreography } from '@choreo/model';

/** As far as two counts are compared with one another. */
export const compared = 8;

/** How far the occurrences of a message have to be counted, of those that anybody asks about. */
export function countsOf(choreography: Choreography): ReadonlyMap<string, number> {
  const { exits, answeredBy } = messageGraphOf(choreography);
  const counts = new Map<string, number>([...exits].map(message => [message, 3]));
  const ask = ({ message }: { readonly message: string }, most: number): void =>
    void counts.set(message, Math.max(most, counts.get(message) ?? 0));
  for (const message of answeredBy.keys()) ask({ message }, 1);
  for (const { sentences } of choreography.properties) {
    for (const sentence of sentences) {
      switch (sentence.kind) {
        case 'leads-to':
        case 'no-after':
        case 'at-all-times':
          break;
        case 'at-rest':
          if (sentence.premise) ask(sentence.premise, 1);
          break;
        case 'requires':
          ask(sentence.message, 1);
          ask(sentence.required, 1);
          break;
        case 'excludes':
          ask(sentence.message, 2);
          ask(sentence.excluded, 2);
          break;
        case 'at-most':
          ask(sentence.message, sentence.times + 1);
          break;
        case 'always':
        case 'never':
          ask(sentence.message, 1);
          break;
        case 'compensated-by':
          ask(sentence.message, compared);
          ask(sentence.compensation, compared);
          ask(sentence.failure, 1);
          break;
        default:
          sentence satisfies never;
      }
    }
  }
  return counts;
}
