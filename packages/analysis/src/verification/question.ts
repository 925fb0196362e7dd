/** What a question about all runs is asked of, and what is seen on the way. */
import type { Program } from '../runs/program/program.ts';
import type { Bound } from './bound.ts';
import type { Survey } from './flow-visitor.ts';
import type { Exploration } from './search/explore.ts';
import type { Remember } from './search/paths.ts';

export interface Seen {
  readonly program: Program;
  readonly exploration: Exploration;
  readonly survey: Survey;
  readonly remember: Remember | undefined;
  /** Orders of delivery that make no difference were left out. */
  readonly isReduced: boolean;
}

export interface Context {
  readonly main: Seen;
  /** Without redeliveries; the same where there are none anyway. */
  readonly plain: Seen;
  readonly bound: Bound;
  readonly plainBound: Bound;
  readonly states: number;
}
