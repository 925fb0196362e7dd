/** What is asked about the instance of a service when a message comes, and what a message says about it. */
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
  const linked = [...new Set(followed)].filter(key => leadsTo(service, fieldsIn(choreography), message, key));
  return linked.map(key => `${layout.link(owner, key, of)} = 1;`);
}

/** Whether the reaction finds the instance that it needs; undefined where it has it anyway, or needs none. */
export function findsText(layout: Layout, reaction: Reaction, message: string, of: number): string | undefined {
  const keys = followedBy(layout.choreography, reaction, message);
  return keys.length > 0 ? keys.map(key => layout.link(reaction.participant, key, of)).join(' || ') : undefined;
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
    const condition = findsText(layout, reaction, message, of);
    if (condition === undefined) continue;
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
