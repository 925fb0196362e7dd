/** A command that no reaction handles, or more than one. */
import type { Message } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { reactFixes } from '../fixes/participants.ts';
import { SourceText } from '../fixes/source-text.ts';
import { defineRule } from '../rule.ts';
import { declaredHere, listed, quoted } from '../wording.ts';

export const commandHandlers = defineRule({
  code: 'command-handlers',
  severity: 'error',
  needsWholeModel: true,

  describe({ message, handlers, span }) {
    const name = quoted(message.id);
    const declared = declaredHere(message.id, message.nameSpan);
    if (handlers.length === 0) {
      const text = `${name} is a command, but no reaction handles it. Add a reaction, or make it an event.`;
      return { message: text, related: [declared] };
    }
    const names = handlers.map(({ reaction, participant }) => reaction?.id ?? participant);
    const sameService = new Set(handlers.map(({ participant }) => participant)).size === 1;
    const wayOut = sameService ? 'Merge them into one reaction with branches' : 'Keep one of them';
    const others = handlers.filter(handler => handler.span !== span);
    return {
      message: `${name} is a command, but more than one reaction handles it: ${listed(names)}. ${wayOut}, or make it an event.`,
      related: [
        declared,
        ...others.map(({ reaction, participant, span: place }) => ({
          message: `${quoted(reaction?.id ?? participant)} handles it here.`,
          span: place,
        })),
      ],
    };
  },

  fixes({ message, handlers }, context) {
    const reactions = handlers.length === 0 ? reactFixes(message, context) : [];
    return [...reactions, ...makeEvent(message, context)];
  },

  dependsOn: ({ message, handlers }) => (handlers.length === 0 ? [message.name] : []),
});

/** Only for a command of this choreography: another choreography's message is not changed from here. */
function makeEvent(message: Message, context: EditContext): Fix[] {
  if (message.choreography !== context.choreography.name) return [];
  const source = SourceText.of(message.span, context);
  const start = source.offsetAt(message.span.range.start);
  if (!source.text.startsWith('command', start)) return [];
  const edits = [source.replace(start, start + 'command'.length, 'event')];
  return [{ title: `Make \`${message.name}\` an event`, edits }];
}
