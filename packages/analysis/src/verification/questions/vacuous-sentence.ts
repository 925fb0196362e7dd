/** `vacuous-sentence`: sentences that hold only because what they are about never happens. */
import type { Choreography, Sentence } from '@choreo/model';
import type { Action } from '../../runs/program/action.ts';
import type { Stepper } from '../../runs/step.ts';
import { isLimit } from '../bound.ts';
import type { FlowObserver } from '../flow-observer.ts';
import type { Context, Question } from '../question.ts';
import type { Verdict } from '../verdict.ts';

export const vacuousSentence: Question = {
  codes: ['vacuous-sentence'],
  isAboutSentences: true,
  observe: () => new Happened(),
  verdicts: vacuousSentences,
  bounds: ({ choreography, bounds }) => (hasPremises(choreography) ? bounds : undefined),
};

/** The messages that happen on at least one run. */
export class Happened implements FlowObserver {
  readonly messages = new Set<string>();

  step(_from: number, _action: Action, { published }: Stepper): void {
    for (const { message } of published) this.messages.add(message);
  }
}

function vacuousSentences({ choreography, main, bounds, states }: Context): readonly Verdict[] {
  const happened = main.visitor.observed(Happened)?.messages ?? new Set<string>();
  // A run that was not explored may show that it happens.
  if (bounds.some(isLimit)) return [];
  return choreography.properties.flatMap(property =>
    property.sentences.flatMap((sentence): readonly Verdict[] => {
      const messages = premisesOf(sentence).filter(message => !happened.has(message));
      if (messages.length === 0) return [];
      const subject = { kind: 'vacuous', property, sentence, messages } as const;
      const { span } = sentence;
      return [
        { code: 'vacuous-sentence', status: 'violated', bounds: [], span, about: [property.span], subject, states },
      ];
    }),
  );
}

function hasPremises({ properties }: Choreography): boolean {
  return properties.some(({ sentences }) => sentences.some(sentence => premisesOf(sentence).length > 0));
}

/** The messages without which the sentence says nothing. `never A`, `always A` and a condition say something about every run. */
function premisesOf(sentence: Sentence): readonly string[] {
  switch (sentence.kind) {
    case 'leads-to':
    case 'requires':
    case 'at-most':
      return [sentence.message.message];
    case 'excludes':
      return [sentence.message.message, sentence.excluded.message];
    case 'compensated-by':
      return [sentence.message.message, sentence.failure.message];
    case 'no-after':
      return [sentence.message.message, sentence.earlier.message];
    case 'at-rest':
      return sentence.premise ? [sentence.premise.message] : [];
    case 'at-all-times':
    case 'always':
    case 'never':
      return [];
    default:
      return sentence satisfies never;
  }
}
