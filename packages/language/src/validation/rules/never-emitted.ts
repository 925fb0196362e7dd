/** A message that a participant waits for, but that nothing emits. */
import { defineRule } from '../rule.ts';
import { emitFixes } from '../fixes/participants.ts';
import { declaredHere, participantsOf, quoted } from '../wording.ts';

export const neverEmitted = defineRule({
  code: 'never-emitted',
  severity: 'warning',
  needsWholeModel: true,

  describe({ message, takers, span }) {
    const name = quoted(message.id);
    const verb = (plural: boolean) =>
      takers.some(taker => taker.reaction) ? (plural ? 'react to' : 'reacts to') : plural ? 'receive' : 'receives';
    const several = new Set(takers.map(taker => taker.participant)).size > 1;
    const others = takers.filter(taker => taker.span !== span);
    return {
      message: `${participantsOf(takers)} ${verb(several)} ${name}, but nothing emits it. Emit it in a reaction, or let an actor emit it.`,
      related: [
        declaredHere(message.id, message.nameSpan),
        ...others.map(other => ({ message: `${quoted(other.participant)} waits for it here too.`, span: other.span })),
      ],
    };
  },

  fixes: ({ message }, context) => emitFixes(message, context),

  dependsOn: ({ message }) => [message.name],
});
