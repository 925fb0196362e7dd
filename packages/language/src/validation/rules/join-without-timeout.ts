/** A join that waits forever if a message never arrives. */
import { joinTimeOutFixes } from '../fixes/time-out.ts';
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
      message: `${quoted(reaction.id)} waits for ${messages}, and waits forever if one of them never comes. Add \`within … else\` to limit the wait and say what happens then.`,
      related: [],
    };
  },

  fixes({ reaction }, context) {
    const source = SourceText.of(reaction.headSpan, context);
    const edit = source.insert(source.offsetAt(reaction.headSpan.range.end), ' within 30m else nothing');
    return [{ title: 'Wait at most `30m`', edits: [edit] }, ...joinTimeOutFixes(reaction, context)];
  },
});
