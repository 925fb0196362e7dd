/** The states in which runs begin: it is decided first how often the entries come that the model leaves open. */
import type { Program } from './program/program.ts';
import { setPosition } from './state-value.ts';
import { awaited } from './step.ts';
import { isWaiting } from './waiting-entries.ts';

/**
 * How often each entry comes, in the order of `Program.entries`. If anything can come, something does, and it is nothing that
 * would have to wait for something else: where only answers can come, there is no run.
 */
export function* entryCounts({ entries, othersCome }: Program): Generator<readonly number[]> {
  const ways = entries.map(({ counts }) => counts.length);
  const picks = entries.map(() => 0);
  const mustCome = !othersCome && entries.some(({ counts }) => counts.some(count => count > 0));
  for (;;) {
    const counts = entries.map((entry, index) => entry.counts[picks[index] ?? 0] ?? 0);
    if (!mustCome || counts.some((count, index) => count > 0 && !entries[index]?.after)) yield counts;
    let turned = picks.length - 1;
    while (turned >= 0 && (picks[turned] ?? 0) + 1 >= (ways[turned] ?? 0)) picks[turned--] = 0;
    if (turned < 0) return;
    picks[turned] = (picks[turned] ?? 0) + 1;
  }
}

/** `again`: the slots, of `Program.handledSlots`, of the deliveries that may come once more; all of them by default. */
export function initialState(program: Program, counts: readonly number[], again = program.handledSlots): Uint8Array {
  const state = new Uint8Array(program.size);
  program.entries.forEach(({ slot }, index) => void (state[slot] = counts[index] ?? 0));
  for (const variable of program.variables) setPosition(state, variable, variable.initial);
  if (program.budgetSlot !== undefined && again.length > 0) state[program.budgetSlot] = program.redeliveries;
  for (const slot of again) state[slot] = awaited;
  if (program.lossSlot !== undefined) state[program.lossSlot] = program.losses;
  return state;
}

/** Whether nothing is left to do. Deliveries that only wait for a retry may be left, and entries that answer what has not happened. */
export function isQuiescent({ pendingSlots, retriedSlots, answers }: Program, state: Uint8Array): boolean {
  for (const slot of pendingSlots) if (state[slot] && !retriedSlots.get(slot)?.(state)) return false;
  for (const entry of answers) if (state[entry.slot] && !isWaiting(entry, state)) return false;
  return true;
}

/** Whether a delivery is left that waits for a retry, in a state at rest. */
export function isLeftWaiting({ retriedSlots }: Program, state: Uint8Array): boolean {
  for (const slot of retriedSlots.keys()) if (state[slot]) return true;
  return false;
}
