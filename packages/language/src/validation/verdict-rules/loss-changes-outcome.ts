/** A lost message that leads to an end which no run without the loss has. */
import { waysToEndText } from '../../run-text/ends-text.ts';
import { quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const lossChangesOutcome = defineVerdictRule({
  code: 'loss-changes-outcome',
  kind: 'loss',
  severity: 'info',

  claim: () => 'A lost message does not change how a case ends',

  violated: ({ message, participant, ends }) =>
    `The loss of a message changes how a case ends: if ${quoted(message)} never reaches ${quoted(participant)}, the case can end as never otherwise: ${waysToEndText(ends)}. ` +
    `Let a timer notice that nothing comes (\`after\`, or \`within … else\` at a join), or decide who repairs what a dead letter of ${quoted(message)} leaves undone.`,
});
