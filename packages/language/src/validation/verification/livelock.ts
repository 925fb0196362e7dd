/** A run that comes to where it can never end. */
import { namesOf } from '@choreo/model';
import { boundFixes } from '../fixes/bound-fix.ts';
import { listed } from '../wording.ts';
import type { VerdictRule } from './verdict-rule.ts';

export const livelock: VerdictRule<'loop'> = {
  kind: 'loop',

  claim: (_subject, { verification }) =>
    verification.termination === 'fair'
      ? 'Every run can still end, though one may go round as long as it likes'
      : 'Every run ends',

  violated({ messages, reactions }, { verdict: { run, badStep } }) {
    const length = run?.steps.length ?? 0;
    const from = badStep !== undefined && badStep < length ? `from step ${badStep + 1} on` : 'after the steps shown';
    const by = reactions.length > 0 ? ` through ${listed(reactions)}` : '';
    return (
      `A case can come to where it never ends: ${from} ${listed(messages)} ${new Set(messages).size > 1 ? 'go' : 'goes'} round for ever${by}, and no step leads out. ` +
      'Bound a reaction with `at most`, or give the circle an alternative that leaves it.'
    );
  },

  fixes: ({ reactions }, context) =>
    boundFixes(
      reactions.flatMap(id => namesOf(context.choreography).reactions.get(id) ?? []),
      context,
    ),
};
