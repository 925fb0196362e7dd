/** An event named like a request, or a command named like a fact. */
import { messageRenameEdits } from '../fixes/message-rename.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../wording.ts';

export const eventName = defineRule({
  code: 'event-name',
  severity: 'hint',

  describe({ message, suggestion }) {
    const name = quoted(message.id);
    const wayOut = suggestion === undefined ? '' : `, such as ${quoted(suggestion)}`;
    const text =
      message.kind === 'event'
        ? `The event ${name} is named like a request. Name what has happened${wayOut}, or make it a command.`
        : `The command ${name} is named like a fact. Name what is asked for${wayOut}, or make it an event.`;
    return { message: text, related: [] };
  },

  fixes({ message, suggestion }, context) {
    const edits = suggestion === undefined ? undefined : messageRenameEdits(message, suggestion, context);
    return edits ? [{ title: `Rename to \`${suggestion}\` everywhere`, edits }] : [];
  },
});
