/** `key-lost`: a message on the path drops the key that a later join or state needs. */
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography, MessageRef, Reaction } from '@choreo/model';
import { keptByKey } from './kept-by-key.ts';
import type { Kept } from './kept-by-key.ts';
import { KeyWays } from './key-paths.ts';
import type { KeyLost, KeyNeed } from './key-paths.ts';

/** One finding for each message and key. */
export function findLostKeys(choreography: Choreography): KeyLost[] {
  const names = namesOf(choreography);
  const ways = new KeyWays(choreography);
  const found = new Map<string, KeyLost & { readonly others: Reaction[] }>();
  const report = (reaction: Reaction, { message: id, span }: MessageRef, key: string, need: KeyNeed): boolean => {
    const message = names.messages.get(id);
    const loss = ways.lossOf(key, id);
    if (!message || !loss) return false;
    const known = found.get(`${key} ${id}`);
    if (known) {
      if (known.reaction !== reaction && !known.others.includes(reaction)) known.others.push(reaction);
      return true;
    }
    const about = [reaction.nameSpan, message.nameSpan];
    found.set(`${key} ${id}`, { code: 'key-lost', reaction, message, need, ...loss, others: [], span, about });
    return true;
  };

  const keepers = new Set<Reaction>();
  for (const participant of choreography.participants) {
    for (const kept of keptByKey(participant)) {
      for (const reaction of kept.reactions) keepers.add(reaction);
      const keys = keysOfCase(kept, ways);
      for (const reaction of kept.reactions) {
        for (const ref of reaction.trigger.messages) {
          const lacking = keys.filter(({ key }) => !ways.carries(ref.message, key));
          lacking.some(({ key, by }) => report(reaction, ref, key, needOf(kept, by)));
        }
      }
    }
  }
  const needs = (reaction: Reaction, key: string): boolean =>
    reaction.trigger.kind === 'all'
      ? joinKeys(reaction, ways).includes(key)
      : reaction.atMost !== undefined || keepers.has(reaction);
  for (const { reactions } of choreography.participants) {
    for (const reaction of reactions) {
      if (reaction.broken) continue;
      const { messages, kind } = reaction.trigger;
      if (messages.every(({ message }) => ways.keysOf(message).length > 0)) continue;
      // A message with another key may be found by that one.
      const keyless = messages.filter(({ message }) => ways.keysOf(message).length === 0);
      if (keyless.length === 0 || (kind === 'all' && keyless.length < messages.length)) continue;
      for (const { message: gives, contents } of emissionsOf(reaction)) {
        const given = new Set(contents?.given.map(({ name }) => name));
        for (const ref of keyless) {
          const lacking = ways.keysOf(gives).filter(key => !ways.carries(ref.message, key) && !given.has(key));
          lacking.some(key => {
            if (!ways.lossOf(key, ref.message)) return false;
            const later = ways.neededBy(key, gives, needs);
            return later !== undefined && report(reaction, ref, key, { kind: 'emission', message: gives, later });
          });
        }
      }
    }
  }
  return [...found.values()];
}

interface CaseKey {
  readonly key: string;
  /** A reaction whose message has the key. */
  readonly by: Reaction;
}

/** The keys that all keyed messages share and that identify a case; all keys if they share none. */
function keysOfCase({ reactions }: Kept, ways: KeyWays): readonly CaseKey[] {
  const users = new Map<string, Reaction>();
  const counts = new Map<string, number>();
  const messages = new Set<string>();
  for (const reaction of reactions) {
    for (const { message } of reaction.trigger.messages) {
      const keys = ways.keysOf(message);
      if (keys.length === 0 || messages.has(message)) continue;
      messages.add(message);
      for (const key of keys) {
        if (!users.has(key)) users.set(key, reaction);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  const all = Array.from(users, ([key, by]) => ({ key, by }));
  const shared = all.filter(({ key }) => counts.get(key) === messages.size);
  return shared.length > 0 ? shared : all;
}

function needOf({ kind, name }: Kept, other: Reaction): KeyNeed {
  return kind === 'state' ? { kind, state: name, other } : { kind, message: name, other };
}

function joinKeys({ by, trigger }: Reaction, ways: KeyWays): readonly string[] {
  if (by) return [by.field];
  const [first, ...others] = trigger.messages.map(({ message }) => ways.keysOf(message));
  return (first ?? []).filter(key => others.every(keys => keys.includes(key)));
}
