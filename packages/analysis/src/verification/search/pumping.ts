/**
 * Detects that messages pile up without end (after Karp and Miller, 1969): a run comes back to where it was, only with more
 * pending. What it did since can then be done again and again.
 */
import type { Program } from '../../runs/program/program.ts';
import { tryMove } from '../../runs/replay.ts';
import type { Move } from '../../runs/run.ts';
import type { Path } from './paths.ts';
import type { StateStore } from './state-store.ts';

/** Slots by what they mean for coming back: these may have grown, those are of no importance, all others must be equal. */
export interface PumpView {
  readonly grows: Uint8Array;
  readonly ignored: Uint8Array;
}

export function pumpViewOf(program: Program): PumpView {
  const grows = new Uint8Array(program.size);
  const ignored = new Uint8Array(program.size);
  for (const action of program.actions) if (action.kind === 'deliver') grows[action.slot] = 1;
  for (const { slot } of program.timers) grows[slot] = 1;
  for (const { slots } of program.joins) for (const slot of slots) grows[slot] = 1;
  // Nothing that happens depends on how often something has happened, nor on what is only remembered.
  for (const { slot } of program.counters) ignored[slot] = 1;
  for (const { slot } of program.lates) ignored[slot] = 1;
  for (let slot = program.memorySlot; slot < program.size; slot++) ignored[slot] = 1;
  return { grows, ignored };
}

/** The nearest state on the way to `number` that it covers and exceeds; -1 where there is none. */
export function coveredAncestor(store: StateStore, number: number, state: Uint8Array, view: PumpView): number {
  for (let at = store.parentOf(number); at >= 0; at = store.parentOf(at)) {
    if (store.compare(at, state, view) === 'exceeds') return at;
  }
  return -1;
}

/**
 * Whether the last `length` moves of the path can be repeated forever. They are made twice more: if they make the same
 * reactions fire and add the same again, joins decided alike with more in their buffers, and will with still more.
 */
export function isRepeatable(program: Program, state: Uint8Array, loop: readonly Move[], view: PumpView): boolean {
  const first = repeat(program, state, loop);
  const second = first && repeat(program, first.state, loop);
  if (!first || !second || first.fired !== second.fired) return false;
  let grows = false;
  for (let slot = 0; slot < program.size; slot++) {
    if (view.ignored[slot]) continue;
    const [a, b, c] = [state[slot] ?? 0, first.state[slot] ?? 0, second.state[slot] ?? 0];
    if (b - a !== c - b || b < a || (b > a && !view.grows[slot])) return false;
    if (b > a) grows = true;
  }
  // What grew once, a `cancel` may have taken away since.
  return grows;
}

function repeat(
  program: Program,
  from: Uint8Array,
  loop: readonly Move[],
): { state: Uint8Array; fired: string } | undefined {
  let state = from;
  const fired: string[] = [];
  for (const move of loop) {
    const done = tryMove(program, state, move);
    if (!done) return undefined;
    state = done.state;
    fired.push(
      `${done.step.firings.map(({ reaction, because, emits }) => `${reaction} ${because} ${emits.join()}`).join(';')}/${done.step.collectedBy.join()}`,
    );
  }
  return { state, fired: fired.join('\n') };
}

/** The moves since the ancestor that lies `depth` moves before the end. */
export function lastMoves({ moves }: Path, depth: number): readonly Move[] {
  return moves.slice(moves.length - depth);
}
