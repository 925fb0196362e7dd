/** An event that more than one service emits. */
import { defineRule } from '../rule.ts';
import { participantsOf, quoted } from '../wording.ts';

export const sharedEmitter = defineRule({
  code: 'shared-emitter',
  severity: 'info',

  describe({ message, emitters }) {
    return {
      message:
        `${quoted(message.id)} is emitted by ${participantsOf(emitters)}, so that none of them owns what it means and carries. ` +
        'Let one emit it, and give the others an event of their own, or a command to send to that one.',
      related: emitters.map(({ participant, reaction, span }) => ({
        message: `${quoted(reaction?.id ?? participant)} emits it here.`,
        span,
      })),
    };
  },
});
