/** A join that waits for ever for what may never come. */
import { defineRule } from '../rule.ts';
import { SourceText } from '../fixes/source-text.ts';
import { listed, quoted } from '../wording.ts';

export const joinWithoutTimeout = defineRule({
  code: 'join-without-timeout',
  severity: 'hint',
  needsWholeModel: true,

  describe({ reaction }) {
    const messages = listed(reaction.trigger.messages.map(({ message }) => message));
    return {
      message: `${quoted(reaction.id)} waits for ${messages} for ever, if one of them does not come. Say with \`within … else\` how long it waits, and what happens then.`,
      related: [],
    };
  },

  fixes({ reaction: { headSpan } }, context) {
    const source = SourceText.of(headSpan, context);
    const edit = source.insert(source.offsetAt(headSpan.range.end), ' within 30m else nothing');
    return [{ title: 'Wait for `30m` at most', edits: [edit] }];
  },
});
