/** Branches without `else` that do not cover all cases. */
import { defineRule } from '../rule.ts';
import { missingBranchFixes } from '../fixes/missing-branches.ts';
import { declaredPlaces, whenText } from '../example-text.ts';
import { quoted } from '../wording.ts';

export const guardGap = defineRule({
  code: 'guard-gap',
  severity: 'warning',
  needsWholeModel: true,

  describe({ reaction, message, example }) {
    const on = message === undefined ? '' : ` on ${quoted(message)}`;
    return {
      message: `No branch of ${quoted(reaction.id)} matches${on}${whenText(example)}, so nothing happens. Add a branch for this case, or \`else -> nothing\`.`,
      related: declaredPlaces(example),
    };
  },

  fixes: ({ reaction }, context) => missingBranchFixes(reaction, context),
});
