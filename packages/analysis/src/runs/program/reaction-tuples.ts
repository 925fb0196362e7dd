/** Which values of further keys what fires a reaction carries. */
import type { Reaction, Schedule } from '@choreo/model';
import { merge, restrict } from './tuples.ts';
import type { Tuples } from './tuples.ts';

/** Those that a reaction can pass on, those of its instance where a join has given up included; a schedule has none. */
export function tuplesAt(source: Reaction | Schedule, tuples: Tuples): readonly number[] {
  if (!('trigger' in source) || tuples.keys.length === 0) return [0];
  const { trigger } = source;
  const each = trigger.messages.map(({ message }) => tuples.of(message));
  if (trigger.kind !== 'all') return [...new Set(each.flat())];
  const joined = each.reduce((some, others) => some.flatMap(one => others.map(other => merge(one, other))), [0]);
  return [...new Set([...joined, ...scopesAt(source, tuples)])];
}

/** The instances of its service for which it is compiled, each with its own states, limits and joins. */
export function scopesAt(reaction: Reaction, tuples: Tuples): readonly number[] {
  if (tuples.keys.length === 0) return [0];
  const messages = reaction.trigger.messages.flatMap(({ message }) => tuples.of(message));
  return [...new Set(messages.map(tuple => scopeAt(reaction, tuple, tuples)))];
}

/** The one to which a message with that tuple belongs; a join can match on another key than its service. */
export function scopeAt({ participant, trigger, by }: Reaction, tuple: number, tuples: Tuples): number {
  const places = trigger.kind === 'all' && by ? tuples.placeOf(by.field) : tuples.placesKeptBy(participant);
  return restrict(tuple, places);
}
