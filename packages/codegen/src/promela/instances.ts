/** What is asked of the instance of a service when a message comes, and what a message tells of it. */
import type { Reaction } from '@choreo/model';
import type { Code } from './code.ts';
import { either } from './code.ts';
import type { Layout } from './layout.ts';
import { fieldsIn, followedBy, leadsTo } from './service-keys.ts';

/** From now on the message leads to the instance: its owner has taken or emitted it. */
export function linkCode(layout: Layout, owner: string, message: string, of: number): Code {
  const service = layout.choreography.participants.find(({ name }) => name === owner);
  if (!service) return [];
  const { choreography } = layout;
  const followed = service.reactions.flatMap(reaction =>
    reaction.trigger.messages.flatMap(ref => followedBy(choreography, reaction, ref.message)),
  );
  const told = [...new Set(followed)].filter(key => leadsTo(service, fieldsIn(choreography), message, key));
  return told.map(key => `${layout.link(owner, key, of)} = 1;`);
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
  codeOf: (reactions: readonly Reaction[], without: readonly Reaction[]) => Code,
): Code {
  const conditions = new Map<string, Reaction[]>();
  for (const reaction of reactions) {
    const keys = followedBy(layout.choreography, reaction, message);
    if (keys.length === 0) continue;
    const condition = keys.map(key => layout.link(reaction.participant, key, of)).join(' || ');
    conditions.set(condition, [...(conditions.get(condition) ?? []), reaction]);
  }
  const from = (
    [next, ...others]: readonly (readonly [string, readonly Reaction[]])[],
    left: readonly Reaction[],
    lost: readonly Reaction[],
  ): Code => {
    if (!next) return codeOf(left, lost);
    const [condition, asking] = next;
    const without = left.filter(reaction => !asking.includes(reaction));
    return either(condition, from(others, left, lost), from(others, without, [...lost, ...asking]));
  };
  return from([...conditions], reactions, []);
}
