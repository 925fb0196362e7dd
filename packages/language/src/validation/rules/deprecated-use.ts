/** Something deprecated that is still used. */
import { defineRule } from '../rule.ts';
import { SourceText, replaceSpan } from '../fixes/source-text.ts';
import { quoted } from '../wording.ts';

export const deprecatedUse = defineRule({
  code: 'deprecated-use',
  severity: 'warning',

  describe({ kind, name, advice, declared }) {
    const what = `The ${kind} ${quoted(name)} is deprecated`;
    const wayOut =
      advice === undefined
        ? 'Use its replacement, or name the replacement in the declaration: `@deprecated("use …")`.'
        : 'Follow this advice, or explain with `@allow` why you keep using it.';
    return {
      message: advice === undefined ? `${what}. ${wayOut}` : `${what}: ${advice.replace(/\.$/, '')}. ${wayOut}`,
      related: [{ message: `${quoted(name)} is deprecated here.`, span: declared }],
      tags: ['deprecated'],
    };
  },

  fixes({ name, successor, span }, context) {
    // The finding may cover a whole path, but only a bare name can be replaced.
    if (successor === undefined || SourceText.of(span, context).slice(span.range) !== name) return [];
    return [{ title: `Use \`${successor}\``, edits: [replaceSpan(span, successor)], isPreferred: true }];
  },
});
