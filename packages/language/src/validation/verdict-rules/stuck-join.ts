/** A join that is left holding messages. */
import { multiset } from '../../run-text/counting.ts';
import { afterSteps } from '../../run-text/occurrences.ts';
import { joined, listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const stuckJoin = defineVerdictRule({
  code: 'stuck-join',
  kind: 'join',
  severity: 'warning',

  claim: subject =>
    subject ? `${quoted(subject.reaction.id)} is never left waiting` : 'No join is left waiting when all is done',

  violated({ reaction, left, missing }, { verdict: { run } }) {
    const absent = missing.length > 0 ? `, and ${listed(missing)} never ${missing.length > 1 ? 'come' : 'comes'}` : '';
    const patience = reaction.within ? '' : ', or give up with `within … else`';
    return (
      `${quoted(reaction.id)} can wait for ever: ${afterSteps(run)} nothing is left to do, it holds ${joined(multiset(left, quoted))}${absent}. ` +
      `Let every way that leads here bring all of its messages${patience}.`
    );
  },
});
