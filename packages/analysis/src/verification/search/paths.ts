/** From a numbered state back to the run that leads there. */
import { ChoiceEnumerator } from '../../runs/choices.ts';
import { isQuiescent } from '../../runs/initial-states.ts';
import type { MessageVariant } from '../../runs/program/program-parts.ts';
import type { Program } from '../../runs/program/program.ts';
import { replayMoves } from '../../runs/replay.ts';
import type { Move, Run } from '../../runs/run.ts';
import { Stepper } from '../../runs/step.ts';
import type { Exploration, Visitor } from './explore.ts';

export interface Path {
  readonly counts: readonly number[];
  readonly moves: readonly Move[];
}

export type Remember = NonNullable<Visitor['remember']>;

/** The shortest way to a state. */
export function pathTo(
  exploration: Exploration,
  number: number,
  remember?: Remember,
  choices?: ChoiceEnumerator,
): Path {
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

/** The way to a state, and on from there: to where nothing is left to do, or else once around a cycle. */
export function runToEnd(
  exploration: Exploration,
  number: number,
  remember?: Remember,
): { readonly run: Run; readonly badStep: number } {
  const { program } = exploration;
  const path = pathTo(exploration, number, remember);
  const rest = wayOn(program, stateAt(exploration, number), remember);
  const run = runAlong(program, { counts: path.counts, moves: [...path.moves, ...rest] });
  return { run, badStep: Math.max(0, path.moves.length - 1) };
}

/** So many states are looked at for a way to the end of a run that is bad already. */
const mostLookedAt = 20_000;

interface Visit {
  readonly key: string;
  readonly state: Uint8Array;
  readonly before?: Visit;
  readonly move?: Move;
}

/**
 * The shortest way to rest; where there is none, to a state of that way once more. No redelivery and no loss helps: on a
 * violated run what is owed never comes, and such a step could bring it.
 */
function wayOn(program: Program, start: Uint8Array, remember?: Remember): readonly Move[] {
  const first: Visit = { key: start.join(), state: start };
  const seen = new Set([first.key]);
  let layer = [first];
  let around: Visit | undefined;
  while (layer.length > 0 && seen.size < mostLookedAt) {
    const next: Visit[] = [];
    for (const before of layer) {
      if (isQuiescent(program, before.state)) return movesTo(before);
      for (const { move, state, isUnsure } of stepsFrom(program, before.state, remember)) {
        if (isUnsure) continue;
        const visit: Visit = { key: state.join(), state, before, move };
        if (!seen.has(visit.key)) {
          seen.add(visit.key);
          next.push(visit);
        } else if (!around && isOnTheWay(visit)) around = visit;
      }
    }
    layer = next;
  }
  return layer.length === 0 && around ? movesTo(around) : [];
}

function isOnTheWay({ key, before }: Visit): boolean {
  for (let at = before; at; at = at.before) if (at.key === key) return true;
  return false;
}

function movesTo(visit: Visit): readonly Move[] {
  const moves: Move[] = [];
  for (let at: Visit | undefined = visit; at?.move; at = at.before) moves.unshift(at.move);
  return moves;
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
  choices?: ChoiceEnumerator,
): Move | undefined {
  for (const { state, move } of stepsFrom(program, before, remember, choices)) {
    if (state.every((byte, index) => byte === target[index])) return move;
  }
  return undefined;
}

export interface TakenStep {
  readonly move: Move;
  readonly state: Uint8Array;
  readonly published: readonly MessageVariant[];
  /** As `Stepper.late`. */
  readonly late: number | undefined;
  /** As `Stepper.isUnsure`. */
  readonly isUnsure: boolean;
}

/** All steps that can be taken in a state, and where they lead. */
export function* stepsFrom(
  program: Program,
  before: Uint8Array,
  remember?: Remember,
  choices = new ChoiceEnumerator(),
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
      const isUnsure = stepper.isUnsure(action);
      yield { move, state, published: [...stepper.published], late: stepper.late, isUnsure };
    } while (choices.next());
  }
}
