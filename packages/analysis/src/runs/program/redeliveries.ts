/** Which deliveries may come once more, and how many of them in one run. */
import type { Channel, Choreography } from '@choreo/model';
import { carriersOf } from '../../graph/channels.ts';

export interface Redeliveries {
  readonly redeliveries: number;
  /** `said`: only on channels that say `at-least-once` · `any`: also where nothing is said, which does not rule it out. */
  readonly redelivered: 'said' | 'any';
}

/** Default `any`. */
export type AskedRedeliveries = Pick<Redeliveries, 'redeliveries'> & Partial<Redeliveries>;

/** `asked`: so many, wherever nothing rules them out; undefined: one, if a channel says that messages may come twice. */
export function redeliveriesOf(choreography: Choreography, asked: number | undefined): Redeliveries {
  if (asked !== undefined) return { redeliveries: asked, redelivered: 'any' };
  return { redeliveries: canRepeat(choreography, 'said') ? 1 : 0, redelivered: 'said' };
}

/** Whether a channel may deliver its messages twice; undefined: that of messages that no channel carries. */
export function mayRepeat(channel: Channel | undefined, redelivered: Redeliveries['redelivered']): boolean {
  const delivery = channel?.delivery ?? (redelivered === 'any' ? 'at-least-once' : 'exactly-once');
  return delivery === 'at-least-once';
}

/** Whether there is a delivery that may come twice, and that would not be ignored then. */
export function canRepeat(choreography: Choreography, redelivered: Redeliveries['redelivered'] = 'any'): boolean {
  const carriers = carriersOf(choreography);
  return choreography.participants.some(({ reactions }) =>
    reactions.some(
      ({ idempotent, trigger }) =>
        !idempotent && trigger.messages.some(({ message }) => mayRepeat(carriers.get(message)?.[0], redelivered)),
    ),
  );
}
