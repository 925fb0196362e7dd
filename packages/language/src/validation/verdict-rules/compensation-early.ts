/** A compensation that happens before, or more often than, what it undoes. */
import { occurrencesOf, stepsText } from '../../run-text/occurrences.ts';
import { sentenceText } from '../../run-text/sentence-text.ts';
import { quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const compensationEarly = defineVerdictRule({
  code: 'compensation-early',
  kind: 'sentence',
  severity: 'error',

  claim: subject =>
    subject
      ? `${sentenceText(subject.sentence)}: nothing is undone before it is done`
      : 'Nothing is compensated before it is done',

  asWell: ({ property, sentence }) => `breaks ${quoted(property.name)}: ${sentenceText(sentence)}`,

  violated({ property, sentence }, { verdict: { run } }) {
    if (sentence.kind !== 'compensated-by') return `${quoted(property.name)} does not hold: ${sentenceText(sentence)}.`;
    const undoing = sentence.compensation.message;
    const done = sentence.message.message;
    const message = quoted(done);
    const cause =
      occurrencesOf(done, run).length === 0
        ? `come before the ${message} that it undoes: it happens${stepsText(undoing, run)}, before any ${message}`
        : `come more often than the ${message} that it undoes: it happens${stepsText(undoing, run)}, but ${message} only happens${stepsText(done, run)}`;
    return (
      `${quoted(undoing)} can ${cause}. ` +
      `Emit it only after ${message} has happened: add a guard on a state that ${quoted(undoing)} resets, or join the two.`
    );
  },
});
