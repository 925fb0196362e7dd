/** One thing that is asked of all runs, and what it is answered from. */
import type { Choreography } from '@choreo/model';
import type { Program } from '../runs/program/program.ts';
import type { Bound } from './bound.ts';
import type { Claim } from './claim.ts';
import type { FlowObserver } from './flow-observer.ts';
import type { FlowVisitor } from './flow-visitor.ts';
import type { Exploration } from './search/explore.ts';
import type { Remember } from './search/paths.ts';
import type { Progress, Stop, Verdict, VerificationCode, VerifyOptions } from './verdict.ts';

export interface Limits
  extends Required<Omit<VerifyOptions, 'scope' | 'reduction'>>, Pick<VerifyOptions, 'scope' | 'reduction'> {
  /** It is a part of a choreography: where nothing comes in here, something does elsewhere. */
  readonly othersCome?: boolean;
  /** With more states than this, the questions are asked one by one. Default 5000. */
  readonly mostTogether?: number;
}

/** All runs of a choreography, as far as they were looked at. */
export interface Seen {
  readonly program: Program;
  readonly exploration: Exploration;
  readonly visitor: FlowVisitor;
  readonly remember: Remember | undefined;
  /** Orders of delivery that make no difference were left out. */
  readonly isReduced: boolean;
}

export interface Context {
  readonly choreography: Choreography;
  readonly limits: Limits;
  readonly main: Seen;
  /** Without redeliveries; the same where there are none anyway. */
  readonly plain: Seen;
  readonly bounds: readonly Bound[];
  readonly plainBounds: readonly Bound[];
  readonly states: number;
}

/** What an exploration of a question's own found. */
export interface Searched {
  readonly verdicts: readonly Verdict[];
  /** Of the answer that nothing was found; undefined: none is given. */
  readonly bounds: readonly Bound[] | undefined;
  readonly states: number;
}

/**
 * A question is answered in one or more ways: by claims, which are conditions on states; from what an observer sees while the
 * runs are explored; or by an exploration of its own.
 */
export interface Question {
  readonly codes: readonly VerificationCode[];
  /** It asks about the sentences of properties, and nothing about a choreography without any. */
  readonly isAboutSentences?: boolean;
  /** For one of the cases. */
  readonly claims?: (program: Program, index: number) => readonly Claim[];
  readonly observe?: (program: Program, remember: Remember | undefined) => FlowObserver;
  readonly verdicts?: (context: Context) => readonly Verdict[];
  readonly search?: (context: Context) => Generator<Progress, Searched, Stop | undefined>;
  /** How far the answer reaches that nothing was found; undefined: none is given. Without it, as far as the search. */
  readonly bounds?: (context: Context) => readonly Bound[] | undefined;
  /** Changes verdicts of other questions in the light of what this one found. */
  readonly revise?: (verdict: Verdict, own: readonly Verdict[]) => Verdict;
}
