/** When the guard of a join is evaluated: when each message arrives, or when all are there. */
import type { Names, Reaction } from '@choreo/model';
import { leavesIn } from '../../expressions/leaves.ts';

/**
 * The messages whose own fields the guard of a join reads. None: the guard is evaluated for each message when it arrives. One:
 * when that one arrives; the others pass. More: when all are there. A key field is the same in all, and does not count.
 */
export function messagesAskedWhenJoined({ guard, by, trigger }: Reaction, names: Names): readonly string[] {
  const key = by
    ? [by.field]
    : sharedKey(
        trigger.messages.map(({ message }) => message),
        names,
      );
  const found = new Set<string>();
  for (const leaf of guard ? leavesIn(guard) : []) {
    if (leaf.kind !== 'field' || leaf.message === undefined) continue;
    if (!key.includes(leaf.path[0] ?? '')) found.add(leaf.message);
  }
  return [...found];
}

function sharedKey(messages: readonly string[], names: Names): readonly string[] {
  const [first, ...others] = messages.map(id => {
    const message = names.messages.get(id);
    return message ? names.allFields(message).flatMap(({ key, name }) => (key ? [name] : [])) : [];
  });
  return (first ?? []).filter(name => others.every(keys => keys.includes(name)));
}
