/** Which keys lead to the instance of a service, and what is asked of that when a message comes. */
import { instancesOf } from '@choreo/analysis';
import type { Reaction } from '@choreo/model';
import type { Code } from './code.ts';
import { either } from './code.ts';
import type { Layout } from './layout.ts';

/** From now on the message leads to the instance: its owner has taken or emitted it. */
export function linkCode(layout: Layout, owner: string, message: string, of: number): Code {
  const keys = instancesOf(layout.choreography).get(owner)?.links.get(message) ?? [];
  return keys.map(key => `${layout.link(owner, key, of)} = 1;`);
}

/**
 * What the reactions to a message do: those that need an instance only where one of the message's keys leads there. That is asked first,
 * since what the delivery itself links counts from the next one on.
 */
export function withInstances(
  layout: Layout,
  message: string,
  of: number,
  reactions: readonly Reaction[],
  codeOf: (reactions: readonly Reaction[]) => Code,
): Code {
  const conditions = new Map<string, Reaction[]>();
  for (const reaction of reactions) {
    const way = instancesOf(layout.choreography).get(reaction.participant)?.wayOf(reaction, message);
    if (way?.kind !== 'linked') continue;
    const condition = way.keys.map(key => layout.link(reaction.participant, key, of)).join(' || ');
    conditions.set(condition, [...(conditions.get(condition) ?? []), reaction]);
  }
  const from = (
    [next, ...others]: readonly (readonly [string, readonly Reaction[]])[],
    left: readonly Reaction[],
  ): Code => {
    if (!next) return codeOf(left);
    const [condition, asking] = next;
    const without = left.filter(reaction => !asking.includes(reaction));
    return either(condition, from(others, left), from(others, without));
  };
  return from([...conditions], reactions);
}
