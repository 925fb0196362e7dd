/** What could not be generated as the model says, in the words of the model. */
import type { Span } from '@choreo/model';

export interface Problem {
  readonly message: string;
  /** Absent where it is about the request, not the model. */
  readonly span?: Span;
}

export type Report = (problem: Problem) => void;
