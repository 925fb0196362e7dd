/** How far a search went, in words. */
import type { Bound, OpenCondition } from '@choreo/analysis/verification';
import { timesText } from './counting.ts';
import { joined, listed, quoted } from '../validation/wording.ts';

/** `1000000 states; up to 1 redelivery`; undefined without a bound. */
export function boundText(bounds: readonly Bound[]): string | undefined {
  return bounds.length > 0 ? bounds.map(textOf).join('; ') : undefined;
}

/** `` `n > m` in `S.r` `` */
export function openText(conditions: readonly OpenCondition[]): string {
  return joined(conditions.map(({ text, reaction }) => `${quoted(text)} in ${quoted(reaction)}`));
}

function textOf(bound: Bound): string {
  switch (bound.kind) {
    case 'states':
      return `${bound.most} states`;
    case 'memory':
      return `${Math.round(bound.bytes / 1e6)} MB`;
    case 'stopped':
      return bound.reason;
    case 'overflow':
      return overflows[bound.of];
    case 'pumping':
      return 'messages that pile up without limit';
    case 'many':
      return `${bound.names.join(', ')} at most ${timesText(bound.most)}`;
    case 'one-case':
      return 'one case at a time';
    case 'keys':
      return `messages that find no instance of ${quoted(bound.service)}${bound.keys.length > 0 ? ` by ${listed(bound.keys)}` : ''} are taken to belong to the one of the case`;
    case 'further-keys':
      return `up to ${bound.keys.map(key => `${bound.most} ${key}`).join(' and ')}`;
    case 'wide-state':
      return `${quoted(bound.state)} of ${quoted(bound.service)} has more than ${bound.most} values, and was taken to have any of them`;
    case 'asked-of-one-case':
      return 'checked for one case at a time';
    case 'counted':
      return `${bound.message} counted up to ${bound.most}`;
    case 'choices':
      return `${bound.most} choices`;
    case 'ends':
      return `${bound.most} ways to end`;
    case 'open-conditions':
      return `conditions that the model leaves open: ${openText(bound.conditions)}`;
    case 'fairness':
      return 'fair runs only: a cycle could delay it forever';
    case 'losses':
      return `up to ${bound.most} ${bound.most === 1 ? 'loss' : 'losses'}`;
    case 'redeliveries':
      return `up to ${bound.most} ${bound.most === 1 ? 'redelivery' : 'redeliveries'}`;
    default:
      return bound satisfies never;
  }
}

const overflows = {
  messages: 'more than 255 of one kind at once',
  queue: 'more than 64 messages in a queue of an ordered channel',
  'payload-classes': 'more than 255 payload classes on one ordered channel',
} as const;
