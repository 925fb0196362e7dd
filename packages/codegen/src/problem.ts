/** A part of the model that could not be generated faithfully. */
import type { Span } from '@choreo/model';

export interface Problem {
  readonly message: string;
  /** Undefined if the problem is in the request, not in the model. */
  readonly span?: Span;
}

export type Report = (problem: Problem) => void;
