/** A run that comes to where it can never end. */
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { afterSteps } from '../../run-text/occurrences.ts';
import { boundFixes } from '../fixes/bound-fix.ts';
import { listed } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const livelock = defineVerdictRule({
  code: 'livelock',
  kind: 'loop',
  severity: 'error',

  claim: (_subject, { verification }) =>
    verification.termination === 'fair'
      ? 'Every run can still end, though one may go round as long as it likes'
      : 'Every run ends',

  violated({ messages, reactions }, { choreography, verdict: { run, badStep } }) {
    const length = run?.steps.length ?? 0;
    const isShown = badStep !== undefined && badStep < length;
    const from = length === 0 ? 'from the start' : isShown ? `from step ${badStep + 1} on` : afterSteps(run);
    const by = reactions.length > 0 ? ` through ${listed(reactions)}` : '';
    const circling = messages.filter(message => isCaused(message, choreography));
    return (
      `A case can come to where it never ends: ${from} ${listed(circling)} ${circling.length > 1 ? 'go' : 'goes'} round for ever${by}, and no step leads out. ` +
      'Bound a reaction with `at most`, or give the cycle an alternative that leaves it.'
    );
  },

  fixes: ({ reactions }, context) =>
    boundFixes(
      reactions.flatMap(id => namesOf(context.choreography).reactions.get(id) ?? []),
      context,
    ),
});

/** What only comes from outside starts a cycle, but does not go round. */
function isCaused(message: string, { participants }: Choreography): boolean {
  return participants.some(({ reactions, schedules }) =>
    [...reactions, ...schedules].some(source => emissionsOf(source).some(emission => emission.message === message)),
  );
}
