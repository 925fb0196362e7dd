/** Something that is undone before it was done. */
import { quoted } from '../wording.ts';
import { stepsText } from './occurrences.ts';
import { sentenceText } from './sentence-text.ts';
import type { VerdictRule } from './verdict-rule.ts';

export const compensationEarly: VerdictRule<'sentence'> = {
  kind: 'sentence',

  claim: subject =>
    subject
      ? `${sentenceText(subject.sentence)}: nothing is undone before it was done`
      : 'Nothing is compensated before it was done',

  violated({ property, sentence }, { verdict: { run } }) {
    if (sentence.kind !== 'compensated-by') return `${quoted(property.name)} does not hold: ${sentenceText(sentence)}.`;
    const undoing = sentence.compensation.message;
    const message = quoted(sentence.message.message);
    return (
      `${quoted(undoing)} can come before the ${message} that it undoes: it happens${stepsText(undoing, run)}, with no ${message} left to undo. ` +
      `Emit it only where ${message} is known to have happened: guard with a state, or join the two.`
    );
  },
};
