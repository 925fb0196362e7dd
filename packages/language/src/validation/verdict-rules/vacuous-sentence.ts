/** A sentence of a property that holds only because what it is about never happens. */
import { sentenceText } from '../../run-text/sentence-text.ts';
import { joined, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const vacuousSentence = defineVerdictRule({
  code: 'vacuous-sentence',
  kind: 'vacuous',
  severity: 'warning',

  claim: subject =>
    subject
      ? `What ${sentenceText(subject.sentence)} is about can happen`
      : 'Every sentence of a property is about something that can happen',

  violated: ({ property, sentence, messages }) =>
    `In ${quoted(property.name)} the sentence "${sentenceText(sentence)}" says nothing: ${joined(messages.map(quoted))} ` +
    `${messages.length > 1 ? 'happen' : 'happens'} on no run. Let something emit ${messages.length > 1 ? 'them' : 'it'}, or take the sentence out.`,
});
