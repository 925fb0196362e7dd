/** Two services that can each emit one of two messages that a property excludes. */
import { emittersText } from '../../run-text/occurrences.ts';
import { sentenceText } from '../../run-text/sentence-text.ts';
import { listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const competingServices = defineVerdictRule({
  code: 'competing-services',
  kind: 'competition',
  severity: 'warning',

  claim: subject =>
    subject
      ? `${listed(subject.services)} never compete (${sentenceText(subject.sentence)})`
      : 'No two services can each emit one of two messages that a property excludes',

  violated({ services, messages, property, sentence }, { verdict: { run } }) {
    const shown = emittersText(messages, run);
    const happens = shown === '' ? '' : `: in one case ${shown}`;
    return (
      `${listed(services)} compete${happens}, but ${quoted(property.name)} says that ${sentenceText(sentence)}. ` +
      'Neither learns of the other in time. Let one service decide between the two messages, and let the other react to its decision.'
    );
  },

  asWell: ({ services }) => `shows that ${listed(services)} compete, since neither learns of the other in time`,

  related: ({ property, sentence }) => [{ message: `${quoted(property.name)} says so here.`, span: sentence.span }],
});
