/** A message that is handled after its timer has gone off. */
import { quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const lateTimeout = defineVerdictRule({
  code: 'late-timeout',
  kind: 'timeout',
  severity: 'info',

  claim: subject =>
    subject
      ? `${quoted(subject.reaction)} never handles ${quoted(subject.message)} after its timeout`
      : 'No message is handled after the timeout that it should have prevented',

  violated({ reaction, timer, message }) {
    const name = quoted(reaction);
    const since = timer === '' ? 'it has given up waiting' : `the timer for ${quoted(timer)} has gone off`;
    return (
      `${name} can handle ${quoted(message)} after ${since}, because no state remembers that. ` +
      'Set a state when the time is up and check it in a guard, or explain with `@allow` why a late message does no harm.'
    );
  },
});
