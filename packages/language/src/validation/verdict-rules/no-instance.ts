/** A message that comes before a service can find the instance that it belongs to. */
import { afterSteps } from '../../run-text/occurrences.ts';
import { SourceText } from '../fixes/source-text.ts';
import { listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const noInstance = defineVerdictRule({
  code: 'no-instance',
  kind: 'instance',
  severity: 'warning',

  claim: subject =>
    subject
      ? `${quoted(subject.reaction.id)} always finds the instance that ${quoted(subject.message)} belongs to`
      : 'Every message finds the instance that it belongs to',

  violated({ reaction, message, keys, key, linkedBy }, { choreography, verdict: { run } }) {
    const service = quoted(reaction.participant);
    const isEntry = choreography.participants.some(({ emits }) => emits.some(entry => entry.message === message));
    const [first = ''] = linkedBy;
    const otherwise = isEntry
      ? `let it come only after that (\`emits ${message} after ${first}\`)`
      : `let ${service} itself emit ${quoted(first)} before anybody can answer`;
    return (
      `${quoted(reaction.id)} can miss ${quoted(message)}: ${afterSteps(run)}, ${service} does not know yet to which ${listed(key)} its ${listed(keys, 'or')} belongs, ` +
      `since it has neither taken nor emitted ${listed(linkedBy, 'or')}. Keep the message until then (\`else retry\`), or ${otherwise}.`
    );
  },

  fixes({ reaction, message }, context) {
    const { guard, headSpan, trigger, participant } = reaction;
    const keptBy = context.choreography.participants.find(({ name }) => name === participant)?.keptBy;
    // Without a condition, a message can wait only where the service says its key.
    if (trigger.kind === 'all' || (!guard && !keptBy)) return [];
    const source = SourceText.of(headSpan, context);
    const edits = [source.insert(source.offsetAt(headSpan.range.end), ' else retry')];
    return [{ title: `Let \`${message}\` wait with \`else retry\``, edits }];
  },

  asWell: ({ reaction, message }) => `lets ${quoted(reaction.id)} miss ${quoted(message)}, since it finds no instance`,
});
