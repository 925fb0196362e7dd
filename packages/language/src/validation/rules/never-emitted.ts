/** A message that a participant waits for, but that nothing emits. */
import type { Answer, Deed } from '@choreo/analysis';
import { defineRule } from '../rule.ts';
import { emitFixes } from '../fixes/participants.ts';
import { withoutAfterFixes } from '../fixes/without-after.ts';
import { declaredHere, listed, participantsOf, quoted } from '../wording.ts';

export const neverEmitted = defineRule({
  code: 'never-emitted',
  severity: 'warning',
  needsWholeModel: true,

  describe({ message, takers, waiting, answers, span }) {
    const others = [...takers, ...waiting].filter(other => other.span !== span);
    return {
      message:
        answers.length > 0
          ? ofAnswers(message.id, answers)
          : `${whoWaits(message.id, takers, waiting)}, but nothing emits it. Emit it in a reaction, or let an actor emit it.`,
      related: [
        declaredHere(message.id, message.nameSpan),
        ...others.map(other => ({ message: `${quoted(other.participant)} waits for it here too.`, span: other.span })),
        ...answers.map(({ participant, entry }) => ({
          message: `${quoted(participant)} would emit it here.`,
          span: entry.nameSpan,
        })),
      ],
    };
  },

  fixes: ({ message, answers }, context) =>
    answers.length > 0 ? withoutAfterFixes(answers, context) : emitFixes(message, context),

  dependsOn: ({ message, answers }) => [
    message.name,
    ...answers.flatMap(({ entry }) => (entry.after ?? []).map(ref => ref.message)),
  ],
});

/** "`Orders` reacts to `Paid`", "`Staff` emits `Packed` only after `Paid`" */
function whoWaits(name: string, takers: readonly Deed[], waiting: readonly Answer[]): string {
  if (takers.length === 0) {
    const [first] = waiting;
    return first ? `${quoted(first.participant)} emits ${quoted(first.entry.message)} only after ${quoted(name)}` : '';
  }
  const several = new Set(takers.map(taker => taker.participant)).size > 1;
  const [one, many] = takers.some(taker => taker.reaction) ? ['reacts to', 'react to'] : ['receives', 'receive'];
  return `${participantsOf(takers)} ${several ? many : one} ${quoted(name)}`;
}

function ofAnswers(name: string, answers: readonly Answer[]): string {
  const answered = answers.flatMap(({ entry }) => (entry.after ?? []).map(ref => ref.message));
  const only = new Set(answered).size > 1 ? 'none of which ever happens' : 'which never happens';
  const who = listed(answers.map(({ participant }) => participant));
  const others = answered.filter(message => message !== name);
  const wayOut =
    others.length > 0 ? `Emit ${listed(others, 'or')} without waiting for ${quoted(name)}, or leave` : 'Leave';
  return `${quoted(name)} never comes: ${who} emits it only after ${listed(answered, 'or')}, ${only}. ${wayOut} out \`after\`.`;
}
