/** `key-lost`: a message on the path drops the key that a later join or state needs. What keeps state itself is `unkeyed-state`. */
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography, MessageRef, Reaction } from '@choreo/model';
import { touchesInstance } from '../../graph/instances.ts';
import { KeyWays } from './key-paths.ts';
import type { KeyLost } from './key-paths.ts';

/** One finding for each message and key. */
export function findLostKeys(choreography: Choreography): KeyLost[] {
  const names = namesOf(choreography);
  const ways = new KeyWays(choreography);
  const found = new Map<string, KeyLost & { readonly others: Reaction[] }>();
  const report = (
    reaction: Reaction,
    { message: id, span }: MessageRef,
    key: string,
    need: KeyLost['need'],
  ): boolean => {
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

  const needs = (reaction: Reaction, key: string): boolean =>
    reaction.trigger.kind === 'all' ? joinKeys(reaction, ways).includes(key) : touchesInstance(reaction);
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
            return later !== undefined && report(reaction, ref, key, { message: gives, later });
          });
        }
      }
    }
  }
  return [...found.values()];
}

function joinKeys({ by, trigger }: Reaction, ways: KeyWays): readonly string[] {
  if (by) return [by.field];
  const [first, ...others] = trigger.messages.map(({ message }) => ways.keysOf(message));
  return (first ?? []).filter(key => others.every(keys => keys.includes(key)));
}
