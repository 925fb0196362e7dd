/** From a numbered state back to the run that leads there. */
import { Choices } from '../run/choices.ts';
import { isQuiescent } from '../run/initial.ts';
import type { Kind, Program } from '../run/program.ts';
import { replayMoves } from '../run/replay.ts';
import type { Move, Run } from '../run/run.ts';
import { Stepper } from '../run/stepper.ts';
import type { Exploration, Visitor } from './explore.ts';

export interface Path {
  readonly counts: readonly number[];
  readonly moves: readonly Move[];
}

export type Remember = NonNullable<Visitor['remember']>;

/** The shortest way to a state. */
export function pathTo(exploration: Exploration, number: number, remember?: Remember, choices?: Choices): Path {
  const { program, store, initial } = exploration;
  const numbers: number[] = [];
  for (let at = number; at >= 0; at = store.parentOf(at)) numbers.unshift(at);
  const states = numbers.map(at => stateAt(exploration, at));
  const moves = states.slice(1).map((state, index) => {
    const before = states[index];
    const move = before && moveBetween(program, before, state, remember, choices);
    if (!move) throw new Error('A state that was found has a step that leads to it');
    return move;
  });
  return { counts: initial[numbers[0] ?? 0] ?? [], moves };
}

export function runTo(exploration: Exploration, number: number, remember?: Remember): Run {
  return runAlong(exploration.program, pathTo(exploration, number, remember));
}

/** The way to a state, and on from there by the shortest way to where nothing is left to do, if it comes to that. */
export function runToEnd(
  exploration: Exploration,
  number: number,
  remember?: Remember,
): { readonly run: Run; readonly badStep: number } {
  const { program } = exploration;
  const path = pathTo(exploration, number, remember);
  const rest = wayToRest(program, stateAt(exploration, number), remember);
  const run = runAlong(program, { counts: path.counts, moves: [...path.moves, ...rest] });
  return { run, badStep: Math.max(0, path.moves.length - 1) };
}

/** So many states are looked at for a way to the end of a run that is bad already. */
const mostLookedAt = 20_000;

function wayToRest(program: Program, start: Uint8Array, remember?: Remember): readonly Move[] {
  const seen = new Set([start.join()]);
  let layer: { readonly state: Uint8Array; readonly moves: readonly Move[] }[] = [{ state: start, moves: [] }];
  while (layer.length > 0 && seen.size < mostLookedAt) {
    const next: typeof layer = [];
    for (const { state, moves } of layer) {
      if (isQuiescent(program, state)) return moves;
      for (const { move, state: after } of stepsFrom(program, state, remember)) {
        const key = after.join();
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state: after, moves: [...moves, move] });
      }
    }
    layer = next;
  }
  return [];
}

export function runAlong(program: Program, { counts, moves }: Path): Run {
  return replayMoves(program, counts, moves);
}

export function stateAt({ program, store }: Exploration, number: number): Uint8Array {
  const words = new Int32Array(program.size >> 2);
  store.read(number, words);
  return new Uint8Array(words.buffer);
}

/** The first step, in the order of exploration, from one state to the other. */
function moveBetween(
  program: Program,
  before: Uint8Array,
  target: Uint8Array,
  remember?: Remember,
  choices?: Choices,
): Move | undefined {
  for (const { state, move } of stepsFrom(program, before, remember, choices)) {
    if (state.every((byte, index) => byte === target[index])) return move;
  }
  return undefined;
}

export interface TakenStep {
  readonly move: Move;
  readonly state: Uint8Array;
  readonly published: readonly Kind[];
  /** As `Stepper.late`. */
  readonly late: number;
}

/** All steps that can be taken in a state, and where they lead. */
export function* stepsFrom(
  program: Program,
  before: Uint8Array,
  remember?: Remember,
  choices = new Choices(),
): Generator<TakenStep> {
  const stepper = new Stepper(program, choices);
  for (const action of program.actions) {
    if (!stepper.isEnabled(before, action)) continue;
    choices.reset();
    do {
      const state = before.slice();
      choices.about(state);
      if (!stepper.perform(before, state, action)) continue;
      remember?.(before, state, stepper);
      const move = { action: action.index, choices: [...choices.given] };
      yield { move, state, published: [...stepper.published], late: stepper.late };
    } while (choices.next());
  }
}
