/** A message that is handled after the timer that had given it up. */
import { quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const lateTimeout = defineVerdictRule({
  code: 'late-timeout',
  kind: 'timeout',
  severity: 'info',

  claim: subject =>
    subject
      ? `${quoted(subject.reaction)} never takes ${quoted(subject.message)} after its time is up`
      : 'No message is handled after the timer that it should have stopped',

  violated({ reaction, timer, message }) {
    const name = quoted(reaction);
    const since = timer === '' ? 'it has given up waiting for it' : `the timer for ${quoted(timer)} has run out`;
    return (
      `${name} can handle ${quoted(message)} after ${since}: nothing remembers that the time is over. ` +
      'Set a state where the time runs out and ask it in a guard, or say with `@allow` why a late one does no harm.'
    );
  },
});
