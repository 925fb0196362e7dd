/** Something that should have been undone, and was not. */
import { timesText } from '../../run-text/counting.ts';
import { occurrencesOf, stepsText } from '../../run-text/occurrences.ts';
import { sentenceText } from '../../run-text/sentence-text.ts';
import { quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const compensationLost = defineVerdictRule({
  code: 'compensation-lost',
  kind: 'sentence',
  severity: 'error',

  claim: subject =>
    subject ? `${sentenceText(subject.sentence)}: nothing stays done` : 'Nothing that is to be compensated stays done',

  violated({ property, sentence }, { verdict: { run } }) {
    const message = quoted(sentence.message.message);
    if (sentence.kind !== 'compensated-by') return `${quoted(property.name)} does not hold: ${sentenceText(sentence)}.`;
    const { failure, compensation } = sentence;
    const done = occurrencesOf(sentence.message.message, run).length;
    const undone = occurrencesOf(compensation.message, run).length;
    const absent =
      undone === 0
        ? `no ${quoted(compensation.message)} comes`
        : `${quoted(compensation.message)} comes only ${timesText(undone)} for the ${done} of them`;
    return (
      `${message} can stay done: it happens${stepsText(sentence.message.message, run)}, ${quoted(failure.message)}${stepsText(failure.message, run)}, and ${absent}. ` +
      `See that ${quoted(failure.message)} leads to ${quoted(compensation.message)} whichever of the two arrives first: a message that a guard refuses is dropped, not kept.`
    );
  },
});
