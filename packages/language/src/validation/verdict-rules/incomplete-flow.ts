/** A run after which no exit can be reached any more. */
import { afterSteps } from '../../run-text/occurrences.ts';
import { joined, listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const incompleteFlow = defineVerdictRule({
  code: 'incomplete-flow',
  kind: 'flow',
  severity: 'warning',

  claim: () => 'Every case can still leave by an exit, wherever it has come to',

  violated({ quiescent, waiting }, { verdict: { run, badStep } }) {
    const holding =
      waiting.length > 0 ? `, while ${listed(waiting)} ${waiting.length > 1 ? 'wait' : 'waits'} for more` : '';
    const length = run?.steps.length ?? 0;
    const turn =
      badStep !== undefined && badStep + 1 < length ? ` (from step ${badStep + 1} on there was no way to one)` : '';
    if (quiescent) {
      return (
        `A case can end without an exit: ${afterSteps(run)} nothing is left to do and nothing has left the model${turn}${holding}. ` +
        `${waiting.length > 0 ? 'Give each join `within … else`, or let' : 'Let'} every outcome lead to a message that somebody receives.`
      );
    }
    const last = badStep !== undefined && badStep < length ? `once step ${badStep + 1} is taken` : afterSteps(run);
    return (
      `A case can come to where it never ends with an exit any more: ${last}, it goes on without one${holding}. ` +
      'Let the cycle be left towards a message that somebody receives.'
    );
  },

  related({ waiting }, { choreography }) {
    return choreography.participants
      .flatMap(({ reactions }) => reactions)
      .filter(({ id }) => waiting.includes(id))
      .map(({ id, trigger, headSpan }) => ({
        message: `${quoted(id)} waits for ${joined(trigger.messages.map(({ message }) => quoted(message)))}.`,
        span: headSpan,
      }));
  },
});
