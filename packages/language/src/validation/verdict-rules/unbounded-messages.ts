/** Messages that pile up without limit. */
import { namesOf } from '@choreo/model';
import { boundFixes } from '../fixes/bound-fix.ts';
import { listed } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const unboundedMessages = defineVerdictRule({
  code: 'unbounded-messages',
  kind: 'loop',
  severity: 'error',

  claim: () => 'Messages never pile up without limit',

  violated({ messages, reactions }, { verdict: { run, badStep } }) {
    const last = run?.steps.length ?? 0;
    const first = Math.min((badStep ?? 0) + 1, last);
    const turn = `${first < last ? `steps ${first} to ${last}` : `step ${last}`} can repeat forever, and each time`;
    const by = reactions.length > 0 ? ` (by ${listed(reactions)})` : '';
    return (
      `${listed(messages)} can pile up without limit: ${turn} more of them are waiting than before${by}. ` +
      'Emit fewer, bound a reaction with `at most`, or break the cycle.'
    );
  },

  fixes: ({ reactions }, context) =>
    boundFixes(
      reactions.flatMap(id => namesOf(context.choreography).reactions.get(id) ?? []),
      context,
    ),
});
