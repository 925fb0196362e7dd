/** One question about all runs, and what answers it. */
import type { Choreography } from '@choreo/model';
import type { Program } from '../runs/program/program.ts';
import type { AskedRedeliveries } from '../runs/program/redeliveries.ts';
import type { Bound } from './bound.ts';
import type { Claim } from './claim.ts';
import type { FlowObserver } from './flow-observer.ts';
import type { FlowVisitor } from './flow-visitor.ts';
import type { Exploration } from './search/explore.ts';
import type { Remember } from './search/paths.ts';
import type { Progress, Stop, Verdict, VerificationCode, VerifyOptions } from './verdict.ts';

type Unlimited = 'scope' | 'reduction' | 'ends' | 'losses' | 'many';

export interface Limits
  extends Required<Omit<VerifyOptions, Unlimited>>, Pick<VerifyOptions, Unlimited>, AskedRedeliveries {
  /** It is a part of a choreography: where nothing comes in here, something does elsewhere. */
  readonly othersCome?: boolean;
  /** With more states than this, the questions are asked one by one. Default 5000. */
  readonly mostTogether?: number;
}

/** All runs of a choreography, as far as they were explored. */
export interface Seen {
  readonly program: Program;
  readonly exploration: Exploration;
  readonly visitor: FlowVisitor;
  readonly remember: Remember | undefined;
  /** Whether orders of delivery that make no difference were left out. */
  readonly isReduced: boolean;
}

export interface Context {
  readonly choreography: Choreography;
  readonly limits: Limits;
  readonly main: Seen;
  /** The exploration without redeliveries; the same one if there are none anyway. */
  readonly plain: Seen;
  readonly bounds: readonly Bound[];
  readonly plainBounds: readonly Bound[];
  readonly states: number;
}

/** The result of a question's own exploration. */
export interface Searched {
  readonly verdicts: readonly Verdict[];
  /** The bounds of the answer that nothing was found; undefined: there is no such answer. */
  readonly bounds: readonly Bound[] | undefined;
  readonly states: number;
}

/**
 * A question is answered in one or more ways: by claims, which are conditions on states; by an observer of the exploration; or
 * by an exploration of its own.
 */
export interface Question {
  readonly codes: readonly VerificationCode[];
  /** Whether it is about sentences of properties, so that a choreography without any needs no answer. */
  readonly isAboutSentences?: boolean;
  /** The claims about one of the cases. */
  readonly claims?: (program: Program, index: number) => readonly Claim[];
  readonly observe?: (program: Program, remember: Remember | undefined) => FlowObserver;
  readonly verdicts?: (context: Context) => readonly Verdict[];
  readonly search?: (context: Context) => Generator<Progress, Searched, Stop | undefined>;
  /** The bounds of the answer that nothing was found; undefined: there is no such answer. Without this method, those of the search. */
  readonly bounds?: (context: Context) => readonly Bound[] | undefined;
  /** Changes verdicts of other questions according to what this one found. */
  readonly revise?: (verdict: Verdict, own: readonly Verdict[]) => Verdict;
}
