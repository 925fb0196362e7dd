/** A redelivery that leads to an end which no run without it has. */
import { endText } from '../../run-text/occurrences.ts';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { SourceText } from '../fixes/source-text.ts';
import { listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';
import type { SubjectOf } from './verdict-rule.ts';

export const redeliveryChangesOutcome = defineVerdictRule({
  code: 'redelivery-changes-outcome',
  kind: 'redelivery',
  severity: 'info',

  claim: () => 'A redelivery does not change how a case ends',

  violated: ({ message, participant, exits }) =>
    `A redelivery changes how a case ends: if ${quoted(participant)} handles ${quoted(message)} twice, the case can end ${endText(exits)}, which never happens otherwise. ` +
    'Use an inbox that drops redeliveries (generated services have one), remember in a state that the message was handled, or mark the reaction `idempotent` if handling it again does nothing.',

  fixes: markIdempotent,
});

/** Marks all reactions of the service that the message fires, since each of them would fire again. */
function markIdempotent({ message, participant }: SubjectOf<'redelivery'>, context: EditContext): Fix[] {
  const reactions = context.choreography.participants
    .filter(({ name }) => name === participant)
    .flatMap(one => one.reactions)
    .filter(({ trigger, idempotent }) => !idempotent && trigger.messages.some(ref => ref.message === message));
  if (reactions.length === 0) return [];
  const edits = reactions.map(({ headSpan }) => {
    const source = SourceText.of(headSpan, context);
    return source.insert(source.offsetAt(headSpan.range.end), ' idempotent');
  });
  return [{ title: `Mark ${listed(reactions.map(({ id }) => id))} \`idempotent\``, edits }];
}
