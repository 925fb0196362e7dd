/** What a service keeps for each case, and which of its reactions use it: states, and timers that are cancelled. */
import { itemsOf, outcomesOf } from '@choreo/model';
import type { Expression, Participant, Reaction } from '@choreo/model';
import { leavesIn } from '../../expressions/leaves.ts';

export interface Kept {
  readonly kind: 'state' | 'timer';
  /** The name of the state, or of the message that the timer emits. */
  readonly name: string;
  readonly reactions: readonly Reaction[];
}

export function keptByKey({ states, reactions }: Participant): readonly Kept[] {
  const kept = new Map<string, { kind: Kept['kind']; name: string; reactions: Set<Reaction> }>();
  const cancelled = new Set<string>();
  const touch = (kind: Kept['kind'], name: string, reaction: Reaction): void => {
    const key = `${kind} ${name}`;
    const known = kept.get(key);
    if (known) known.reactions.add(reaction);
    else kept.set(key, { kind, name, reactions: new Set([reaction]) });
  };
  for (const reaction of reactions) {
    if (reaction.broken) continue;
    const read = (expression: Expression | undefined): void => {
      if (!expression || states.length === 0) return;
      for (const leaf of leavesIn(expression)) if (leaf.kind === 'state') touch('state', leaf.name, reaction);
    };
    read(reaction.guard);
    if (reaction.body.kind === 'branches') for (const { guard } of reaction.body.branches) read(guard);
    for (const item of itemsOf(outcomesOf(reaction))) {
      if (item.kind === 'set') {
        if (item.state !== undefined) touch('state', item.state, reaction);
        read(item.value);
      } else if (item.kind === 'cancel') {
        cancelled.add(item.message);
        touch('timer', item.message, reaction);
      } else if (item.after) touch('timer', item.message, reaction);
    }
  }
  return [...kept.values()]
    .filter(({ kind, name }) => kind === 'state' || cancelled.has(name))
    .map(one => ({ ...one, reactions: [...one.reactions] }));
}
