/** The simulator: one run at a time, by chance or by hand. */
import type { Choreography } from '@choreo/model';
import { ChoiceEnumerator } from './choices.ts';
import type { Chooser } from './choices.ts';
import { isQuiescent } from './initial-states.ts';
import { allowsOf, readsLike } from './outcome-filter.ts';
import { compile } from './program/compile.ts';
import type { Action } from './program/action.ts';
import type { Program } from './program/program.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import type { Redeliveries } from './program/redeliveries.ts';
import { Recorder } from './recorder.ts';
import { goOn, replayMoves, runOf, startTrack } from './replay.ts';
import type { Track } from './replay.ts';
import type { Move, Run, RunStep, Snapshot } from './run.ts';
import { exitsOf, snapshotOf } from './snapshot.ts';
import { Stepper } from './step.ts';

export interface SimulationOptions {
  /** Default 1. */
  readonly seed?: number;
  /** How many handled deliveries may come once more. Default 0. */
  readonly redeliveries?: number;
  /** Which ones. Default `any`. */
  readonly redelivered?: Redeliveries['redelivered'];
  /** Cases at once. Default 1. */
  readonly cases?: number;
  /** Whether messages on `at-most-once` channels may be lost. Default true. */
  readonly loss?: boolean;
  /** `any`: as brokers deliver · `sent`: what was published first comes first, timers last. Default `any`. */
  readonly order?: 'any' | 'sent';
  /** How often each entry comes, by message id or schedule id; others do not come. Default: as the model says, at random if it leaves that open. */
  readonly entries?: Readonly<Record<string, number>>;
  /** Alternatives that reactions must take: reaction id → the text after `->` (spaces do not matter), or only its messages. */
  readonly choose?: Readonly<Record<string, string>>;
}

/** A possible next step, and what it would do. */
export interface Option {
  readonly move: Move;
  readonly step: RunStep;
}

export interface Simulation {
  readonly run: Run;
  readonly snapshot: Snapshot;
  /** All possible next steps, in a fixed order; each alternative is a step of its own. */
  options(): readonly Option[];
  /** Throws a `RangeError` if the move is not among the options. */
  take(move: Move): RunStep;
  /** Takes a random step; undefined at the end. */
  takeAny(): RunStep | undefined;
  /** Takes random steps until nothing is left to do, at most so many. Default 1000. */
  toEnd(maxSteps?: number): Run;
  /** Takes the last step back; false before the first. */
  undo(): boolean;
}

export interface OutcomeFrequency {
  /** Ids of the messages that left the model, sorted; three or more of one are listed three times. */
  readonly exits: readonly string[];
  /** False if the runs were cut off. */
  readonly quiescent: boolean;
  readonly runs: number;
  /** A seed of such a run. */
  readonly seed: number;
}

const defaultSteps = 1000;

export function createSimulation(choreography: Choreography, options: SimulationOptions = {}): Simulation {
  return new TrackedSimulation(programOf(choreography, options), options);
}

/** The run with these moves. Throws a `RangeError` if one is not possible. The options are those of the run's simulation. */
export function replay(choreography: Choreography, moves: readonly Move[], options: SimulationOptions = {}): Run {
  const program = programOf(choreography, options);
  return replayMoves(program, pickCounts(program, createRandom(options.seed ?? 1)), moves);
}

/** How often each ending occurs, most frequent first. The seeds are `seed`, `seed + 1` and so on. */
export function outcomeFrequencies(
  choreography: Choreography,
  options: SimulationOptions & { readonly runs: number; readonly maxSteps?: number },
): readonly OutcomeFrequency[] {
  const program = programOf(choreography, options);
  const found = new Map<string, { exits: readonly string[]; quiescent: boolean; runs: number; seed: number }>();
  for (let index = 0; index < options.runs; index++) {
    const seed = (options.seed ?? 1) + index;
    const simulation = new TrackedSimulation(program, { ...options, seed });
    const state = simulation.runOn(options.maxSteps ?? defaultSteps);
    const exits = exitsOf(program, state);
    const quiescent = isQuiescent(program, state);
    const key = `${quiescent} ${exits.join(' ')}`;
    const known = found.get(key);
    if (known) known.runs++;
    else found.set(key, { exits, quiescent, runs: 1, seed });
  }
  return [...found.values()].sort((a, b) => b.runs - a.runs || a.seed - b.seed);
}

function programOf(choreography: Choreography, options: SimulationOptions): Program {
  const chosen = new Map(Object.entries(options.choose ?? {}).map(([id, text]) => [id, readsLike(text)]));
  return compile(choreography, {
    redeliveries: options.redeliveries ?? 0,
    redelivered: options.redelivered ?? 'any',
    cases: options.cases ?? 1,
    loss: options.loss ?? true,
    ...(options.entries ? { entries: options.entries } : {}),
    ...(chosen.size > 0 ? { allows: allowsOf(chosen) } : {}),
  });
}

/** How often each entry comes. If anything can come, something does. */
function pickCounts({ entries }: Program, random: Random): readonly number[] {
  const counts = entries.map(entry => entry.counts[random(entry.counts.length)] ?? 0);
  if (counts.some((count, index) => count > 0 && !entries[index]?.after)) return counts;
  const possible = entries.flatMap(({ counts: ways, after }, index) =>
    Math.max(...ways) > 0 && !after ? [index] : [],
  );
  const forced = possible[random(possible.length)];
  return counts.map((count, index) => (index === forced ? Math.max(...(entries[index]?.counts ?? [count])) : count));
}

class RandomChooser implements Chooser {
  readonly answers: number[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  choose(_site: number, ways: number): number {
    if (ways <= 1) return 0;
    const answer = this.#random(ways);
    this.answers.push(answer);
    return answer;
  }

  note(): boolean {
    return true;
  }
}

class TrackedSimulation implements Simulation {
  readonly #program: Program;
  readonly #order: 'any' | 'sent';
  readonly #random: Random;
  #track: Track;

  constructor(program: Program, { seed = 1, order = 'any' }: SimulationOptions) {
    this.#program = program;
    this.#order = order;
    this.#random = createRandom(seed);
    this.#track = startTrack(program, pickCounts(program, this.#random));
  }

  get run(): Run {
    return runOf(this.#program, this.#track);
  }

  get snapshot(): Snapshot {
    return snapshotOf(this.#program, this.#state);
  }

  get #state(): Uint8Array {
    return this.#track.states.at(-1) ?? new Uint8Array(this.#program.size);
  }

  options(): readonly Option[] {
    return optionsIn(this.#program, this.#state);
  }

  take(move: Move): RunStep {
    this.#track = goOn(this.#program, this.#track, move);
    const step = this.#track.steps.at(-1);
    if (!step) throw new Error('A step that was taken is part of the run');
    return step;
  }

  takeAny(): RunStep | undefined {
    const move = this.#pick();
    return move && this.take(move);
  }

  toEnd(maxSteps = defaultSteps): Run {
    this.runOn(maxSteps);
    return this.run;
  }

  /** Like `toEnd`, but returns only the last state. */
  runOn(maxSteps: number): Uint8Array {
    for (let count = 0; count < maxSteps; count++) if (!this.takeAny()) break;
    return this.#state;
  }

  undo(): boolean {
    if (this.#track.steps.length === 0) return false;
    const { counts, states, steps } = this.#track;
    this.#track = { counts, states: states.slice(0, -1), steps: steps.slice(0, -1) };
    return true;
  }

  /** A random action, then random choices in it, among those that are possible. */
  #pick(): Move | undefined {
    const state = this.#state;
    const probe = new Stepper(this.#program, new RandomChooser(this.#random));
    let left = this.#program.actions.filter(action => probe.isEnabled(state, action));
    if (this.#order === 'sent') left = inOrder(left, this.#program, this.#track);
    while (left.length > 0) {
      const action = left[this.#order === 'sent' ? 0 : this.#random(left.length)];
      if (!action) break;
      for (let attempt = 0; attempt < 8; attempt++) {
        const chooser = new RandomChooser(this.#random);
        if (new Stepper(this.#program, chooser).perform(state, state.slice(), action))
          return { action: action.index, choices: chooser.answers };
      }
      const options = optionsOf(this.#program, state, action);
      const option = options[this.#random(options.length)];
      if (option) return option.move;
      left = left.filter(other => other !== action);
    }
    return undefined;
  }
}

function optionsIn(program: Program, state: Uint8Array): readonly Option[] {
  return program.actions.flatMap(action => optionsOf(program, state, action));
}

function optionsOf(program: Program, state: Uint8Array, action: Action): readonly Option[] {
  const choices = new ChoiceEnumerator();
  const options: Option[] = [];
  if (!new Stepper(program, choices).isEnabled(state, action)) return options;
  do {
    const recorder = new Recorder(program);
    const next = state.slice();
    if (!new Stepper(program, choices, recorder).perform(state, next, action)) continue;
    options.push({
      move: { action: action.index, choices: [...choices.given] },
      step: recorder.step(action, [...choices.given], state, next),
    });
  } while (choices.next());
  return options;
}

/** Delivers messages in the order in which they were published; timers, schedules and timeouts come last. No loss, no redelivery. */
function inOrder(enabled: readonly Action[], { entries }: Program, { states }: Track): Action[] {
  const since = (slot: number): number => {
    let at = states.length - 1;
    while (at > 0 && (states[at - 1]?.[slot] ?? 0) > 0) at--;
    return at;
  };
  const ageOf = (action: Action): number => {
    switch (action.kind) {
      case 'deliver':
        return since(action.slot);
      case 'deliver-next':
        return since(action.queue.slot);
      case 'enter': {
        // An answer was sent as soon as it could be, behind what it answers.
        const answered = action.entry.after?.filter(slot => states.at(-1)?.[slot]).map(since) ?? [];
        const sent = answered.length > 0 ? Math.min(...answered) : 0;
        return sent + (entries.indexOf(action.entry) + 1) / (entries.length + 2);
      }
      case 'schedule':
        return states.length + 1;
      case 'timer':
      case 'give-up':
        return states.length + 2;
      case 'redeliver':
      case 'lose':
      case 'lose-next':
        return Infinity;
      default:
        return action satisfies never;
    }
  };
  return enabled
    .map(action => ({ action, age: ageOf(action) }))
    .filter(({ age }) => age < Infinity)
    .sort((a, b) => a.age - b.age)
    .map(({ action }) => action);
}
