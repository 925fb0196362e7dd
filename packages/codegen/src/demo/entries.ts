/** Finds where flows enter and leave the model: what the demo starts, and what it marks as an exit. */
import { entryText } from '@choreo/analysis';
import type { Choreography, Entry } from '@choreo/model';
import { emissionsOf } from '@choreo/model';

export interface DemoEntry {
  readonly who: string;
  /** The id of a message. */
  readonly message: string;
  /** With what the model gives. */
  readonly entry?: Entry;
}

export interface Exit {
  readonly message: string;
  readonly receiver: string;
}

/**
 * The messages to start from outside: every entry that happens at least once. If there is none, the first entry that may
 * happen. If there is no entry at all, messages with a reaction that nobody emits. Entries that answer come besides, at the end.
 */
export function demoEntries(choreography: Choreography): readonly DemoEntry[] {
  return [...startingEntries(choreography), ...answeringEntries(choreography)];
}

function entriesOf({ participants }: Choreography): readonly (DemoEntry & { readonly entry: Entry })[] {
  return participants.flatMap(({ name, emits }) => emits.map(entry => ({ who: name, message: entry.message, entry })));
}

function isCertain({ entry }: { readonly entry: Entry }): boolean {
  return entry.multiplicity === 'one' || entry.multiplicity === 'some';
}

function answeringEntries(choreography: Choreography): readonly DemoEntry[] {
  return distinct(entriesOf(choreography).filter(one => one.entry.after && isCertain(one)));
}

function startingEntries(choreography: Choreography): readonly DemoEntry[] {
  const entries = entriesOf(choreography).filter(({ entry }) => !entry.after);
  const lent = lentEntries(choreography);
  const certain = entries.filter(isCertain);
  if (certain.length + lent.length > 0) return distinct([...certain, ...lent]);
  const possible = entries.slice(0, 1);
  if (possible.length > 0) return possible;
  const hasSchedule = choreography.participants.some(({ schedules }) => schedules.length > 0);
  return hasSchedule ? [] : neverEmitted(choreography).map(message => ({ who: 'Outside', message }));
}

export function exitsOf(choreography: Choreography): readonly Exit[] {
  const received = choreography.participants.flatMap(({ name, receives }) =>
    receives.map(({ message }) => ({ message, receiver: name })),
  );
  const emitted = emittedMessages(choreography);
  const lent = choreography.used.messages
    .filter(({ id, handledThere }) => handledThere && emitted.has(id))
    .map(({ id, choreography: receiver }) => ({ message: id, receiver }));
  return [...received, ...lent];
}

/** Messages that come from used choreographies. */
function lentEntries(choreography: Choreography): readonly DemoEntry[] {
  const heard = heardMessages(choreography);
  const emitted = emittedMessages(choreography);
  return choreography.used.messages
    .filter(({ id, emittedThere }) => emittedThere && heard.has(id) && !emitted.has(id))
    .map(({ id, choreography: who }) => ({ who, message: id }));
}

function neverEmitted(choreography: Choreography): readonly string[] {
  const emitted = emittedMessages(choreography);
  return [...heardMessages(choreography)].filter(message => !emitted.has(message));
}

/** What something waits for. */
function heardMessages({ participants }: Choreography): ReadonlySet<string> {
  const heard = participants.flatMap(({ reactions, emits }) => [
    ...reactions.flatMap(({ trigger }) => trigger.messages),
    ...emits.flatMap(({ after = [] }) => after),
  ]);
  return new Set(heard.map(({ message }) => message));
}

function emittedMessages({ participants }: Choreography): ReadonlySet<string> {
  const emitted = participants.flatMap(({ reactions, schedules, emits }) => [
    ...[...reactions, ...schedules].flatMap(source => emissionsOf(source).map(({ message }) => message)),
    ...emits.map(({ message }) => message),
  ]);
  return new Set(emitted);
}

function distinct(entries: readonly DemoEntry[]): readonly DemoEntry[] {
  const byKey = new Map<string, DemoEntry>();
  for (const entry of entries) {
    const key = JSON.stringify([
      entry.who,
      entry.message,
      ...(entry.entry ? [entryText({ ...entry.entry, multiplicity: 'one' })] : []),
    ]);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  return [...byKey.values()];
}
