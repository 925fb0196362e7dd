/** A message on two channels that promise differently. */
import type { ChannelConflict } from '@choreo/analysis/checks';
import type { Channel } from '@choreo/model';
import { removeCarried } from '../fixes/channels.ts';
import { defineRule } from '../rule.ts';
import { joined, quoted } from '../wording.ts';

export const channelConflict = defineRule({
  code: 'channel-conflict',
  severity: 'error',

  describe(finding) {
    const { message, channel, other } = finding;
    const [own, theirs] = [channel, other.channel].map(one => `${quoted(one.name)} ${promiseOf(one, finding)}`);
    return {
      message: `${quoted(message)} is carried by two channels that promise differently: ${theirs}, but ${own}. Let one of them carry it, or let both promise the same.`,
      related: [{ message: `${quoted(other.channel.name)} carries it here.`, span: other.ref.span }],
    };
  },

  fixes({ message, channel, ref, other }, context) {
    const edit = removeCarried(channel, ref, context);
    return edit ? [{ title: `Let only ${quoted(other.channel.name)} carry ${quoted(message)}`, edits: [edit] }] : [];
  },
});

function promiseOf({ delivery = 'at-least-once', orderedBy }: Channel, { differ }: ChannelConflict): string {
  const order = orderedBy ? `keeps order by ${quoted(orderedBy.field)}` : 'keeps no order';
  return joined([
    ...(differ.includes('delivery') ? [`delivers ${quoted(delivery)}`] : []),
    ...(differ.includes('order') ? [order] : []),
  ]);
}
