/** `channel-conflict`: a message on two channels with different guarantees, so that its guarantees depend on the channel it takes. */
import type { Channel, Choreography, Delivery, MessageRef } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';

export function findChannelConflicts({ channels }: Choreography): ChannelConflict[] {
  const first = new Map<string, Carriage>();
  return channels.flatMap(channel =>
    channel.carries.flatMap((ref): ChannelConflict[] => {
      const other = first.get(ref.message);
      if (!other) {
        first.set(ref.message, { channel, ref });
        return [];
      }
      if (other.channel === channel) return [];
      const differ: ChannelConflict['differ'][number][] = [];
      if (deliveryOf(channel) !== deliveryOf(other.channel)) differ.push('delivery');
      if (channel.orderedBy?.field !== other.channel.orderedBy?.field) differ.push('order');
      if (differ.length === 0) return [];
      const about = [channel.nameSpan, other.channel.nameSpan];
      return [{ code: 'channel-conflict', message: ref.message, channel, ref, other, differ, span: ref.span, about }];
    }),
  );
}

/** The delivery of a channel, with the default if it declares none. */
export function deliveryOf({ delivery = 'at-least-once' }: Channel): Delivery {
  return delivery;
}

interface Carriage {
  readonly channel: Channel;
  readonly ref: MessageRef;
}

export interface ChannelConflict extends FindingBase, Carriage {
  readonly code: 'channel-conflict';
  readonly message: string;
  /** The first channel that carries it. */
  readonly other: Carriage;
  /** At least one. */
  readonly differ: readonly ('delivery' | 'order')[];
}
