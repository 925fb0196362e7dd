/** Entries that answer: `emits X after A` comes in only once an A has happened. Until then it waits, and is not pending. */
import type { Choreography } from '@choreo/model';
import type { EntrySlot } from './program/program-parts.ts';

/** Whether nothing that the entry answers has happened yet. */
export function isWaiting({ after }: EntrySlot, state: Uint8Array): boolean {
  if (!after) return false;
  for (const slot of after) if (state[slot]) return false;
  return true;
}

/** The messages that an entry answers. */
export function answeredIn({ participants }: Choreography): ReadonlySet<string> {
  const entries = participants.flatMap(({ emits }) => emits);
  return new Set(entries.flatMap(({ after = [] }) => after.map(({ message }) => message)));
}
