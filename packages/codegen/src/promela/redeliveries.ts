/** Which deliveries may come once more. */
import type { Channel, Choreography } from '@choreo/model';

export interface Redeliveries {
  readonly most: number;
  /** Also on channels that say nothing, which does not rule it out. */
  readonly isAsked: boolean;
}

/** `asked`: so many; undefined: one, if a channel says that messages may come twice. */
export function redeliveriesOf({ channels }: Choreography, asked: number | undefined): Redeliveries {
  if (asked !== undefined) return { most: Math.max(0, Math.min(255, Math.floor(asked))), isAsked: true };
  return { most: channels.some(({ delivery }) => delivery === 'at-least-once') ? 1 : 0, isAsked: false };
}

export function mayRepeat(channel: Channel | undefined, { most, isAsked }: Redeliveries): boolean {
  return most > 0 && (channel?.delivery === 'at-least-once' || (isAsked && channel?.delivery === undefined));
}
