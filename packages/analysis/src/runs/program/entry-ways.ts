/** The ways in which an entry comes by the values of its further keys. */
import type { Messages } from './messages.ts';
import type { EntrySlot } from './program-parts.ts';
import { made } from './slots.ts';
import { restrict } from './tuples.ts';
import type { Making, Tuples } from './tuples.ts';

export interface EntryWay {
  readonly tuple: number;
  /** Where the messages are counted that tell it values of its keys; undefined if none has any. */
  readonly passed: readonly number[] | undefined;
  /** The values that come with it. */
  readonly makes: readonly Making[];
}

/** A message that answers another has the values of that one; all other values are new. */
export function entryWays(entry: EntrySlot, messages: Messages, tuples: Tuples): readonly EntryWay[] {
  const { name, case: index, after, answered } = entry;
  const places = tuples.placesOf(name);
  if (places.length === 0) return [{ tuple: 0, passed: undefined, makes: [] }];
  if (!after) {
    return tuples.of(name).map(tuple => ({ tuple, passed: undefined, makes: tuples.makingsOf(index, tuple, places) }));
  }
  // Whatever gives it the same keys lets it come in the same way.
  const byShared = new Map<string, { readonly shared: readonly number[]; readonly messages: string[] }>();
  for (const message of answered) {
    const own = tuples.placesOf(message);
    const shared = places.filter(place => own.includes(place));
    made(byShared, shared.join(' '), () => ({ shared, messages: [] })).messages.push(message);
  }
  return [...byShared.values()].flatMap(({ shared, messages: telling }) =>
    tuples.of(name).map((tuple): EntryWay => {
      const passed = telling.flatMap(message => messages.countersOf(message, index, restrict(tuple, shared), shared));
      const open = places.filter(place => !shared.includes(place));
      return { tuple, passed, makes: tuples.makingsOf(index, tuple, open) };
    }),
  );
}
