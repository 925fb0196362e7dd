/** A join that still holds messages when nothing else can happen. */
import { multiset } from '../../run-text/counting.ts';
import { afterSteps } from '../../run-text/occurrences.ts';
import { joined, listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const stuckJoin = defineVerdictRule({
  code: 'stuck-join',
  kind: 'join',
  severity: 'warning',

  claim: subject =>
    subject ? `${quoted(subject.reaction.id)} is never left waiting` : 'No join is left waiting at the end',

  violated({ reaction, left, missing }, { verdict: { run } }) {
    const absent = missing.length > 0 ? `, and ${listed(missing)} never ${missing.length > 1 ? 'come' : 'comes'}` : '';
    const timeout = reaction.within ? '' : ', or add a timeout with `within … else`';
    return (
      `${quoted(reaction.id)} can wait forever: ${afterSteps(run)}, nothing is left to do, but it still holds ${joined(multiset(left, quoted))}${absent}. ` +
      `Let every path that brings one of its messages bring all of them${timeout}.`
    );
  },
});
