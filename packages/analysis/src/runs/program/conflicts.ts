/** Which reactions of a service, fired by one delivery, come to different ends in different orders. */
import { itemsOf, outcomesOf } from '@choreo/model';
import type { Choreography, Participant, Reaction } from '@choreo/model';
import { expressionText } from '../../text/expression-text.ts';
import { itemText } from '../../text/outcome-text.ts';

/** By the number of reactions, from two: in how many orders they can be carried out. Of more than five, five are put in every order. */
export const ordersOf = [2, 6, 24, 120] as const;

/** By reaction: those whose effects do not commute with its own. Reactions without any are left out. */
export type Conflicts = ReadonlyMap<Reaction, ReadonlySet<Reaction>>;

/** What a reaction does to what others of its service may change too. */
interface Effects {
  /** By state: the expressions that it is set to. */
  readonly sets: ReadonlyMap<string, readonly string[]>;
  readonly starts: ReadonlySet<string>;
  readonly cancels: ReadonlySet<string>;
  /** By ordered channel: the messages that are emitted onto it. */
  readonly ordered: ReadonlyMap<string, readonly string[]>;
}

export function conflictsIn(choreography: Choreography, { reactions }: Participant): Conflicts {
  const conflicts = new Map<Reaction, Set<Reaction>>();
  if (reactions.length < 2) return conflicts;
  const channels = orderedChannels(choreography);
  const effects = reactions.map(reaction => effectsOf(reaction, channels));
  reactions.forEach((one, index) => {
    reactions.slice(0, index).forEach((other, before) => {
      const [own, others] = [effects[index], effects[before]];
      if (!own || !others || !canFireTogether(one, other) || commute(own, others)) return;
      conflicts.set(one, (conflicts.get(one) ?? new Set()).add(other));
      conflicts.set(other, (conflicts.get(other) ?? new Set()).add(one));
    });
  });
  return conflicts;
}

function canFireTogether(one: Reaction, other: Reaction): boolean {
  const taken = new Set(one.trigger.messages.map(({ message }) => message));
  return other.trigger.messages.some(({ message }) => taken.has(message));
}

function commute(one: Effects, other: Effects): boolean {
  for (const [state, values] of one.sets) {
    const others = other.sets.get(state);
    if (others && new Set([...values, ...others]).size > 1) return false;
  }
  for (const [channel, messages] of one.ordered) {
    const others = other.ordered.get(channel);
    if (others && new Set([...messages, ...others]).size > 1) return false;
  }
  return !meets(one.starts, other.cancels) && !meets(one.cancels, other.starts);
}

function meets(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some(one => others.has(one));
}

function effectsOf(reaction: Reaction, channels: ReadonlyMap<string, string>): Effects {
  const sets = new Map<string, string[]>();
  const ordered = new Map<string, string[]>();
  const starts = new Set<string>();
  const cancels = new Set<string>();
  // Giving up is a step of its own.
  const outcomes = outcomesOf(reaction).filter(outcome => outcome !== reaction.within?.otherwise);
  for (const item of itemsOf(outcomes)) {
    if (item.kind === 'set') {
      if (item.state !== undefined) sets.set(item.state, [...(sets.get(item.state) ?? []), expressionText(item.value)]);
    } else if (item.kind === 'cancel') cancels.add(item.message);
    else if (item.after) starts.add(item.message);
    else {
      const channel = channels.get(item.message);
      if (channel !== undefined) ordered.set(channel, [...(ordered.get(channel) ?? []), itemText(item)]);
    }
  }
  return { sets, starts, cancels, ordered };
}

/** By message: the first channel that carries it, if that keeps an order. */
function orderedChannels({ channels }: Choreography): ReadonlyMap<string, string> {
  const channelOf = new Map<string, string>();
  for (const { name, carries, orderedBy } of channels.toReversed()) {
    for (const { message } of carries) {
      if (orderedBy) channelOf.set(message, name);
      else channelOf.delete(message);
    }
  }
  return channelOf;
}
