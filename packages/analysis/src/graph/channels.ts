/** Which channels carry a message. */
import type { Channel, Choreography } from '@choreo/model';

export type Carriers = ReadonlyMap<string, readonly Channel[]>;

export function carriersOf({ channels }: Choreography): Carriers {
  const carriers = new Map<string, Channel[]>();
  for (const channel of channels) {
    for (const { message } of channel.carries) {
      const known = carriers.get(message);
      if (known) known.push(channel);
      else carriers.set(message, [channel]);
    }
  }
  return carriers;
}
