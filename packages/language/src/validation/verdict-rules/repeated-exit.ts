/** A case that emits the same exit twice. */
import { stepsText } from '../../run-text/occurrences.ts';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { SourceText } from '../fixes/source-text.ts';
import { quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';
import type { SubjectOf } from './verdict-rule.ts';

export const repeatedExit = defineVerdictRule({
  code: 'repeated-exit',
  kind: 'exit',
  severity: 'warning',

  claim: subject =>
    subject
      ? `No case emits the exit ${quoted(subject.message)} twice`
      : 'No case emits the same exit twice, unless `receives` allows it',

  violated({ message, receiver }, { verdict: { run } }) {
    const name = quoted(message);
    return (
      `One case can emit the exit ${name} twice: it goes to ${quoted(receiver)}${stepsText(message, run)}, without any redelivery. ` +
      `Remember in a state that it has been sent, or write \`receives ${message}*\` if it may come several times.`
    );
  },

  asWell: ({ message, receiver }, { verdict: { run } }) =>
    `sends the exit ${quoted(message)} to ${quoted(receiver)} twice${stepsText(message, run)}`,

  fixes: repeatReceipt,
});

function repeatReceipt({ message, receiver }: SubjectOf<'exit'>, context: EditContext): Fix[] {
  const participants = context.choreography.participants.filter(({ name }) => name === receiver);
  const receipt = participants
    .flatMap(({ receives }) => receives)
    .find(one => one.message === message && !one.repeated);
  if (!receipt) return [];
  const source = SourceText.of(receipt.nameSpan, context);
  const edits = [source.insert(source.offsetAt(receipt.nameSpan.range.end), '*')];
  return [{ title: `Let \`${receiver}\` receive \`${message}\` any number of times`, edits }];
}
