/** Runs a program along a list of moves, and records what happens. */
import type { Choreography } from '@choreo/model';
import { GivenChoices } from './choices.ts';
import { initialState } from './initial-states.ts';
import type { Program } from './program/program.ts';
import { Recorder, startersOf } from './recorder.ts';
import type { Move, Run, RunStep, Snapshot } from './run.ts';
import { snapshotOf } from './snapshot.ts';
import { Stepper } from './step.ts';

/** A run that can be continued. */
export interface Track {
  readonly counts: readonly number[];
  readonly states: readonly Uint8Array[];
  readonly steps: readonly RunStep[];
}

export function startTrack(program: Program, counts: readonly number[]): Track {
  return { counts, states: [initialState(program, counts)], steps: [] };
}

/** What a move does in a state; undefined if it is not possible there. */
export function tryMove(
  program: Program,
  state: Uint8Array,
  move: Move,
): { readonly step: RunStep; readonly state: Uint8Array } | undefined {
  const action = program.actions[move.action];
  if (!action) return undefined;
  const recorder = new Recorder(program);
  const stepper = new Stepper(program, new GivenChoices(move.choices), recorder);
  if (!stepper.isEnabled(state, action)) return undefined;
  const next = state.slice();
  try {
    if (!stepper.perform(state, next, action)) return undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return { step: recorder.step(action, move.choices, state, next), state: next };
}

export function goOn(program: Program, track: Track, move: Move): Track {
  const state = track.states.at(-1) ?? initialState(program, track.counts);
  const done = tryMove(program, state, move);
  if (!done) throw new RangeError(`Step ${track.steps.length + 1} cannot be taken here`);
  return { counts: track.counts, states: [...track.states, done.state], steps: [...track.steps, done.step] };
}

export function runOf(program: Program, { counts, states, steps }: Track): Run {
  const open = program.entries.flatMap(({ name, counts: possible }, index) =>
    possible.length > 1 ? [{ message: name, count: counts[index] ?? 0 }] : [],
  );
  const snapshots: readonly Snapshot[] = states.map(state => snapshotOf(program, state));
  return { entries: open, steps: withStarters(program.choreography, steps), snapshots };
}

/** When a timer goes off, adds the reaction that started it; if several timers run, the first one's. */
function withStarters(choreography: Choreography, steps: readonly RunStep[]): readonly RunStep[] {
  const running = new Map<string, string[]>();
  return steps.map(step => {
    const keyOf = (message: string): string => `${step.case} ${step.participant} ${message}`;
    let named = step;
    if (step.kind === 'timer' && step.message !== undefined) {
      const { message, participant } = step;
      const started = running.get(keyOf(message))?.shift();
      const starter = startersOf(choreography, participant, message).find(({ reaction }) => reaction === started);
      if (starter) named = { ...step, firings: step.firings.map(firing => ({ ...firing, ...starter })) };
    }
    for (const { reaction, starts, cancels } of step.firings) {
      for (const message of cancels) running.delete(keyOf(message));
      for (const message of starts) {
        const own = running.get(keyOf(message)) ?? [];
        running.set(keyOf(message), [...own, reaction]);
      }
    }
    return named;
  });
}

/** The run with these entries and moves. Throws a `RangeError` if a move is not possible. */
export function replayMoves(program: Program, counts: readonly number[], moves: readonly Move[]): Run {
  return runOf(
    program,
    moves.reduce((track, move) => goOn(program, track, move), startTrack(program, counts)),
  );
}
