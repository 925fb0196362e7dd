/** The simulator's face: one run at a time, by chance or by hand. */
import type { Move, Run, RunStep, Standing } from './run.ts';

export interface SimulationOptions {
  /** Default 1. */
  readonly seed?: number;
  /** How many handled deliveries may come once more. Default 0. */
  readonly redeliveries?: number;
  /** Whether messages on `at-most-once` channels may be lost. Default true. */
  readonly loss?: boolean;
  /** `any`: as brokers deliver · `sent`: each service takes what was published first. Default `any`. */
  readonly order?: 'any' | 'sent';
  /** How often each entry comes, by message id (or schedule id). Default: as the model says, chance picks where it leaves it open. */
  readonly entries?: Readonly<Record<string, number>>;
  /** Alternatives that reactions must take: reaction id → what was written after `->`, spaces aside. */
  readonly choose?: Readonly<Record<string, string>>;
}

/** A step that can be taken now, and what it would do. */
export interface Option {
  readonly move: Move;
  readonly step: RunStep;
}

export interface Simulation {
  readonly run: Run;
  readonly standing: Standing;
  /** All steps that can be taken now, in a fixed order, each alternative for itself. */
  options(): readonly Option[];
  /** Throws a `RangeError` if that is not among the options. */
  take(move: Move): RunStep;
  /** One by chance; undefined at the end. */
  takeAny(): RunStep | undefined;
  /** Until nothing is left to do, or so many steps. Default 1000. */
  toEnd(maxSteps?: number): Run;
  /** Takes the last step back; false before the first. */
  undo(): boolean;
}

export interface OutcomeFrequency {
  /** Ids of the messages that left the model, sorted. */
  readonly exits: readonly string[];
  /** False where the runs were broken off. */
  readonly quiescent: boolean;
  readonly runs: number;
  /** A seed that leads there. */
  readonly seed: number;
}

/*
 * createSimulation(choreography, options): Simulation
 * replay(choreography, moves, options): Run
 * outcomeFrequencies(choreography, options & { runs }): readonly OutcomeFrequency[]
 */
