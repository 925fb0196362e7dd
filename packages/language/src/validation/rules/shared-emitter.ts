/** An event that more than one service emits. */
import { defineRule } from '../rule.ts';
import { participantsOf, quoted } from '../wording.ts';

export const sharedEmitter = defineRule({
  code: 'shared-emitter',
  severity: 'info',

  describe({ message, emitters }) {
    return {
      message:
        `${quoted(message.id)} is emitted by ${participantsOf(emitters)}, so no single service owns its meaning and payload. ` +
        'Let one service emit it. Give each of the others its own event, or let it send a command to that service.',
      related: emitters.map(({ participant, reaction, span }) => ({
        message: `${quoted(reaction?.id ?? participant)} emits it here.`,
        span,
      })),
    };
  },
});
