/** The messages that a participant has to do with. */
import { emissionsOf } from '@choreo/model';
import type { Participant } from '@choreo/model';

/** Those that its reactions take, then those that it emits, by itself or from outside; each once. */
export function messagesSeenBy({ reactions, schedules, emits }: Participant): ReadonlySet<string> {
  return new Set([
    ...reactions.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message)),
    ...[...reactions, ...schedules].flatMap(source => emissionsOf(source).map(({ message }) => message)),
    ...emits.map(({ message }) => message),
  ]);
}
