/** Finds where flows enter and leave the model: what the demo starts, and what it marks as an exit. */
import { contentsText } from '@choreo/analysis';
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

/** The messages that come from outside, those that answer others included. If there is no entry at all: messages with a reaction that nobody emits. */
export function demoEntries(choreography: Choreography): readonly DemoEntry[] {
  const entries = choreography.participants.flatMap(({ name, emits }) =>
    emits.map((entry): DemoEntry => ({ who: name, message: entry.message, entry })),
  );
  const all = distinct([...entries, ...lentEntries(choreography)]);
  if (all.length > 0) return all;
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
  const triggers = triggerMessages(choreography);
  const emitted = emittedMessages(choreography);
  return choreography.used.messages
    .filter(({ id, emittedThere }) => emittedThere && triggers.has(id) && !emitted.has(id))
    .map(({ id, choreography: who }) => ({ who, message: id }));
}

function neverEmitted(choreography: Choreography): readonly string[] {
  const emitted = emittedMessages(choreography);
  return [...triggerMessages(choreography)].filter(message => !emitted.has(message));
}

function triggerMessages({ participants }: Choreography): ReadonlySet<string> {
  const reactions = participants.flatMap(participant => participant.reactions);
  return new Set(reactions.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message)));
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
    const contents = entry.entry?.contents;
    const key = JSON.stringify([entry.who, entry.message, ...(contents ? [contentsText(contents)] : [])]);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  return [...byKey.values()];
}
