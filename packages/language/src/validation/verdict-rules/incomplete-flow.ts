/** A run after which no exit can be reached. */
import { afterSteps } from '../../run-text/occurrences.ts';
import { joined, listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const incompleteFlow = defineVerdictRule({
  code: 'incomplete-flow',
  kind: 'flow',
  severity: 'warning',

  claim: () => 'Every case can reach an exit, whatever has happened so far',

  violated({ quiescent, waiting }, { verdict: { run, badStep } }) {
    const holding =
      waiting.length > 0 ? `, while ${listed(waiting)} ${waiting.length > 1 ? 'wait' : 'waits'} for more` : '';
    const length = run?.steps.length ?? 0;
    const turn =
      badStep !== undefined && badStep + 1 < length ? ` (from step ${badStep + 1} on, no exit can be reached)` : '';
    if (quiescent) {
      return (
        `A case can end without an exit: ${afterSteps(run)}, nothing is left to do and no exit has happened${turn}${holding}. ` +
        `${waiting.length > 0 ? 'Give each join `within … else`, or let' : 'Let'} every outcome lead to a message that an actor or external service receives.`
      );
    }
    const last = badStep !== undefined && badStep < length ? `once step ${badStep + 1} is taken` : afterSteps(run);
    return (
      `A case can reach a point from which it never reaches an exit: ${last}, it goes on forever without one${holding}. ` +
      'Give the cycle an alternative that leads to a message that an actor or external service receives.'
    );
  },

  asWell({ quiescent, waiting }) {
    const holding = waiting.length > 0 ? `, while ${listed(waiting)} ${waiting.length > 1 ? 'wait' : 'waits'}` : '';
    return `${quiescent ? 'ends without an exit' : 'never ends with an exit'}${holding}`;
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
