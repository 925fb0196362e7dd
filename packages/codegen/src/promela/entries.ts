/** What comes from outside: how each message or schedule is called, and how often it can come. */
import { messageGraphOf } from '@choreo/analysis';
import type { Choreography, Entry, Multiplicity, Schedule } from '@choreo/model';
import { emissionsOf, namesOf } from '@choreo/model';

export interface Source {
  /** The id of a message or schedule. */
  readonly name: string;
  /** Who sends it; undefined: another choreography. */
  readonly participant: string | undefined;
  readonly least: number;
  readonly most: number;
  readonly schedule?: Schedule;
  readonly entry?: Entry;
  /** Among those of the same name that the participant sends. */
  readonly number: number;
}

/** In the order of the text, then what other choreographies send. */
export function sourcesOf(choreography: Choreography): readonly Source[] {
  const { messages } = namesOf(choreography);
  const sources: Source[] = [];
  for (const { name: participant, emits, schedules } of choreography.participants) {
    for (const entry of emits) {
      const { message, multiplicity } = entry;
      if (!messages.has(message)) continue;
      const number = sources.filter(other => other.name === message && other.participant === participant).length;
      sources.push({ name: message, participant, ...timesOf(multiplicity), entry, number });
    }
    for (const schedule of schedules)
      sources.push({ name: schedule.id, participant, ...timesOf('many'), schedule, number: 0 });
  }
  for (const message of messages.keys()) {
    if (comesFromElsewhere(choreography, message)) {
      sources.push({ name: message, participant: undefined, ...timesOf('optional'), number: 0 });
    }
  }
  return sources;
}

/** Whether another choreography sends it, as far as this one says: it may come or not. */
export function comesFromElsewhere(choreography: Choreography, message: string): boolean {
  const isSent =
    choreography.used.messages.some(({ id }) => id === message) ||
    (choreography.lent?.emitted.includes(message) ?? false);
  const { handlers, answeredBy } = messageGraphOf(choreography);
  const isHeard = handlers.has(message) || answeredBy.has(message);
  const isEntry = choreography.participants.some(
    ({ emits, schedules }) =>
      emits.some(entry => entry.message === message) ||
      schedules.some(schedule => emissionsOf(schedule).some(emission => emission.message === message)),
  );
  return isSent && isHeard && !isEntry;
}

/** `E*` and `E+` are taken as at most two. */
export function timesOf(multiplicity: Multiplicity): { readonly least: number; readonly most: number } {
  switch (multiplicity) {
    case 'one':
      return { least: 1, most: 1 };
    case 'optional':
      return { least: 0, most: 1 };
    case 'many':
      return { least: 0, most: 2 };
    case 'some':
      return { least: 1, most: 2 };
    default:
      return multiplicity satisfies never;
  }
}

/** Who sends an entry, for the names of its variables and for people. */
export function senderOf({ participant }: Source): string {
  return participant ?? 'another choreography';
}
