/** An event that is emitted, but that nothing reacts to and nobody receives. */
import { defineRule } from '../rule.ts';
import { reactFixes, receiveFixes } from '../fixes/participants.ts';
import { declaredHere, participantsOf, quoted } from '../wording.ts';

export const unhandledEvent = defineRule({
  code: 'unhandled-event',
  severity: 'warning',
  needsWholeModel: true,

  describe({ message, emitters, span }) {
    const name = quoted(message.id);
    const others = emitters.filter(emitter => emitter.span !== span);
    return {
      message: `${name} is emitted by ${participantsOf(emitters)}, but nothing reacts to it. Add a reaction, or let an actor receive it.`,
      related: [
        declaredHere(message.id, message.nameSpan),
        ...others.map(other => ({ message: `${quoted(other.participant)} emits it here too.`, span: other.span })),
      ],
    };
  },

  fixes: ({ message }, context) => [...reactFixes(message, context), ...receiveFixes(message, context)],

  dependsOn: ({ message }) => [message.name],
});
