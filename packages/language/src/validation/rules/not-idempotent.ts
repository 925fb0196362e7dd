/** A reaction that would repeat its effects if its message is delivered twice. */
import type { NotIdempotent } from '@choreo/analysis/checks';
import { SourceText } from '../fixes/source-text.ts';
import { defineRule } from '../rule.ts';
import { joined, listed, quoted } from '../wording.ts';

export const notIdempotent = defineRule({
  code: 'not-idempotent',
  // Off by default: generated services have an inbox that drops redeliveries. The rule is for services without one.
  severity: 'off',

  describe(finding) {
    const { reaction, redelivered } = finding;
    const messages = listed(
      redelivered.map(({ ref }) => ref.message),
      'or',
    );
    const channels = new Map(redelivered.flatMap(({ channel }) => (channel ? [[channel.name, channel] as const] : [])));
    return {
      message:
        `${messages} may be delivered twice, and ${quoted(reaction.id)} would then ${effects(finding)} again. ` +
        'Mark it `idempotent` if repeating it does no harm, or add a guard on a state that it sets.',
      related: Array.from(channels.values(), channel => ({
        message: `${quoted(channel.name)} delivers at least once.`,
        span: channel.nameSpan,
      })),
    };
  },

  fixes({ reaction }, context) {
    const source = SourceText.of(reaction.headSpan, context);
    const edit = source.insert(source.offsetAt(reaction.headSpan.range.end), ' idempotent');
    return [{ title: `Mark \`${reaction.id}\` \`idempotent\``, edits: [edit], isPreferred: true }];
  },
});

function effects({ emits, sets }: NotIdempotent): string {
  const parts: string[] = [];
  if (emits.length > 0) parts.push(`emit ${listed(emits, 'or')}`);
  if (sets.length > 0) parts.push(`set ${listed(sets)}`);
  return joined(parts);
}
