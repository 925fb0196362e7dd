/** The ways to end of independent parts, each for itself: those of the whole are all that can be combined of them. */
import type { Choreography } from '@choreo/model';
import { canCasesMeet } from '../../runs/program/case-scope.ts';
import { compile } from '../../runs/program/compile.ts';
import type { Limits } from '../question.ts';
import { unboundedMessages } from '../questions/unbounded-messages.ts';
import { boundsOf, lookWell } from '../strategy.ts';
import type { Progress, Stop } from '../verdict.ts';
import type { Ends } from './ends.ts';
import { findEnds } from './find-ends.ts';

/** An independent part of a choreography. */
export interface Part {
  readonly part: Choreography;
  /** The messages and schedules that begin what it does. */
  readonly entries: readonly string[];
  /** Whether anything can come in the other parts. */
  readonly othersCome: boolean;
}

export function withEntries(parts: readonly Choreography[]): readonly Part[] {
  const all = parts.map(part => {
    const { entries } = compile(part);
    // Where there are only answers, nothing comes.
    const canCome = entries.some(({ after }) => !after);
    return { part, canCome, entries: canCome ? [...new Set(entries.map(({ name }) => name))] : [] };
  });
  return all.map(({ part, entries }, index) => ({
    part,
    entries,
    othersCome: all.some(({ canCome }, other) => other !== index && canCome),
  }));
}

/** As they are listed: none where nothing can come. */
export function endsOfPart(ends: readonly Ends[], { entries, othersCome }: Part, part: number): readonly Ends[] {
  if (entries.length === 0) return [];
  return ends.map(one => ({ ...one, part, ...(othersCome ? { entries } : {}) }));
}

/** So many states of a part are looked at where the verdicts do not come from its exploration. */
const mostStates = 50_000;

/** With an exploration of each part that is for the ends alone. */
export function* endsOfParts(
  parts: readonly Part[],
  limits: Limits,
  most: number,
): Generator<Progress, readonly Ends[], Stop | undefined> {
  const all: Ends[] = [];
  for (const [index, one] of parts.entries()) {
    const { part, othersCome } = one;
    const cases = limits.cases > 1 && canCasesMeet(part) ? 2 : 1;
    const maxStates = Math.min(limits.maxStates, mostStates);
    const own = { ...limits, cases, redeliveries: 0, maxStates, othersCome };
    // Where messages pile up, the search ends.
    const seen = yield* lookWell(part, own, [unboundedMessages]);
    all.push(...endsOfPart([yield* findEnds(seen, boundsOf(seen, 0, limits.many), most)], one, index));
  }
  return all;
}
