/** A run that reaches a point from which it can never end. */
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
      ? 'Every run can still end, although a cycle may repeat any number of times'
      : 'Every run ends',

  violated({ messages, reactions }, { choreography, verdict: { run, badStep } }) {
    const length = run?.steps.length ?? 0;
    const isShown = badStep !== undefined && badStep < length;
    const from = length === 0 ? 'from the start' : isShown ? `from step ${badStep + 1} on` : afterSteps(run);
    const by = reactions.length > 0 ? ` through ${listed(reactions)}` : '';
    const cycling = messages.filter(message => isCaused(message, choreography));
    return (
      `A case can reach a point from which it never ends: ${from}, ${listed(cycling)} ${cycling.length > 1 ? 'repeat' : 'repeats'} forever in a cycle${by}, and no step leads out. ` +
      'Bound a reaction with `at most`, or give the cycle an alternative that leaves it.'
    );
  },

  asWell: () => 'can never end',

  fixes: ({ reactions }, context) =>
    boundFixes(
      reactions.flatMap(id => namesOf(context.choreography).reactions.get(id) ?? []),
      context,
    ),
});

/** A message that only comes from outside can start a cycle, but is not part of it. */
function isCaused(message: string, { participants }: Choreography): boolean {
  return participants.some(({ reactions, schedules }) =>
    [...reactions, ...schedules].some(source => emissionsOf(source).some(emission => emission.message === message)),
  );
}
