/** Timers that start after the message that should cancel them. */
import { itemsOf, outcomesOf } from '@choreo/model';
import type { Reaction } from '@choreo/model';
import { statesIn } from '../../expressions/leaves.ts';
import type { ReactionStep } from '../../graph/reaction-steps.ts';
import type { OrderSensitive } from './message-order.ts';
import { pushTo } from './races.ts';
import type { Writer, Races } from './races.ts';

export function timers(steps: readonly ReactionStep[], races: Races): OrderSensitive[] {
  const started = new Map<string, Writer[]>();
  for (const step of steps) {
    for (const choice of step.choices) {
      for (const { message, after, span } of choice.emissions) {
        if (after) pushTo(started, message, { step, choice, span });
      }
    }
  }
  if (started.size === 0) return [];
  return steps.flatMap(step => {
    if (step.part !== 'body' || step.needs === 'all') return [];
    return [...cancelledBy(step.reaction)].flatMap(timer => {
      const notes = new Set(step.choices.flatMap(({ assignments }) => assignments.map(({ name }) => name)));
      const starters = (started.get(timer) ?? []).filter(
        ({ step: starter, choice }) =>
          starter.reaction !== step.reaction &&
          // What the early message sets may prevent the start of the timer.
          ![...statesIn([...choice.holds, ...choice.fails])].some(state => notes.has(state)),
      );
      if (starters.length === 0 || starters.length < (started.get(timer)?.length ?? 0)) return [];
      return step.takes.flatMap(early => {
        const overtaking = races.overtaking(early, starters);
        return overtaking ? [races.finding(step.reaction, overtaking, { kind: 'timer', timer })] : [];
      });
    });
  });
}

export function cancelsTimer(reaction: Reaction): boolean {
  return reaction.body.kind !== 'sink' && cancelledBy(reaction).size > 0;
}

function cancelledBy(reaction: Reaction): ReadonlySet<string> {
  return new Set(itemsOf(outcomesOf(reaction)).flatMap(item => (item.kind === 'cancel' ? [item.message] : [])));
}
