/** Claims about every run, as conditions on single states: the sentences of properties and the rules about flows. */
import type { Choreography, Reaction, Span } from '@choreo/model';
import type { Program } from '../runs/program/program.ts';
import type { Run, RunStep } from '../runs/run.ts';
import type { Bound } from './bound.ts';
import type { Exploration } from './search/explore.ts';
import type { Order } from './search/partial-order-reduction.ts';
import type { Remember } from './search/paths.ts';
import type { Subject, Verdict, VerificationCode } from './verdict.ts';

/**
 * `never`: no run reaches a state where it holds · `at-end`: no run comes to rest where it holds · `passes`: where it holds, a
 * run eventually reaches a state where it does not.
 */
export interface Claim {
  readonly code: VerificationCode;
  readonly kind: 'never' | 'at-end' | 'passes';
  readonly span: Span;
  readonly about: readonly Span[];
  readonly subject: Subject;
  /** The condition on a state. */
  holds(state: Uint8Array): boolean;
  /** Whether a counter has reached its maximum, so that the condition is no longer reliable. */
  readonly limit?: { readonly bound: Bound; isReached(state: Uint8Array): boolean };
  /** The messages, or the changes of states, on whose order it depends; undefined if on none. */
  readonly ordered?: Order;
  /** Whether only runs without a redelivery count. */
  readonly withoutRedelivery: boolean;
  /** `passes`: a run that comes to rest shows it rather than one that goes on forever, which `livelock` shows already. */
  readonly isShownAtRest?: boolean;
  /** The same in both of two cases, so that a violation is reported once. */
  readonly key: string;
  /** What the violating run adds to the verdict. */
  shown?(by: Shown): Partial<Pick<Verdict, 'span' | 'about'>> & { readonly subject: Subject };
}

/** A run that violates a claim. */
export interface Shown {
  readonly exploration: Exploration;
  readonly remember: Remember | undefined;
  /** The state that shows it. */
  readonly state: number;
  readonly run: Run;
  readonly badStep: number;
}

export const base = { about: [], withoutRedelivery: false } as const;

/** The place of findings about the flow as a whole: where it begins. */
export function flowSpan(choreography: Choreography): Span {
  for (const { emits } of choreography.participants) for (const { nameSpan } of emits) return nameSpan;
  const [participant] = choreography.participants;
  const [message] = choreography.messages;
  const start = { line: 0, character: 0 };
  return (
    choreography.headers[0]?.nameSpan ??
    participant?.nameSpan ??
    message?.nameSpan ?? { uri: choreography.files[0] ?? '', range: { start, end: start } }
  );
}

export function spanOf(step: RunStep | undefined): Span | undefined {
  return step?.firings.at(-1)?.span;
}

/** The slot that counts the occurrences of a message in one case; undefined if they are not counted. */
export function slotOf({ counters }: Program, message: string, index: number): number | undefined {
  return counters.find(counter => counter.message === message && counter.case === index)?.slot;
}

/** Where the occurrences with each value of its further keys are counted; all in one place if it has none. */
export function slotsByKey(program: Program, message: string, index: number): readonly number[] {
  const byKey = program.tupleCounters.filter(counter => counter.message === message && counter.case === index);
  if (byKey.length > 0) return byKey.map(({ slot }) => slot);
  const slot = slotOf(program, message, index);
  return slot === undefined ? [] : [slot];
}

/** The first reaction of a service to a message. */
export function reactionTo({ participants }: Choreography, participant: string, message: string): Reaction | undefined {
  return participants
    .find(({ name }) => name === participant)
    ?.reactions.find(({ trigger }) => trigger.messages.some(ref => ref.message === message));
}
