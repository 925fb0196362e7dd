/** A message that should have been compensated, but was not. */
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
    subject
      ? `${sentenceText(subject.sentence)}: nothing stays uncompensated`
      : 'Everything that must be compensated is compensated',

  asWell: ({ property, sentence }) => `breaks ${quoted(property.name)}: ${sentenceText(sentence)}`,

  violated({ property, sentence }, { verdict: { run } }) {
    if (sentence.kind !== 'compensated-by') return `${quoted(property.name)} does not hold: ${sentenceText(sentence)}.`;
    const message = quoted(sentence.message.message);
    const { failure, compensation } = sentence;
    const done = occurrencesOf(sentence.message.message, run).length;
    const undone = occurrencesOf(compensation.message, run).length;
    const absent =
      undone === 0
        ? `no ${quoted(compensation.message)} comes`
        : `${quoted(compensation.message)} comes only ${timesText(undone)} for ${done} of them`;
    return (
      `${message} can stay uncompensated: it happens${stepsText(sentence.message.message, run)}, ${quoted(failure.message)}${stepsText(failure.message, run)}, and ${absent}. ` +
      `Let ${quoted(failure.message)} lead to ${quoted(compensation.message)} whichever of the two arrives first. A message that fails a guard is dropped, not kept.`
    );
  },
});
