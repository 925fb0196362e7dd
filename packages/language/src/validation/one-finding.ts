/** Verdicts that have one cause become one finding: the gravest, in which the others are named. */
import { haveOneCause } from '@choreo/analysis/verification';
import type { Verdict, VerificationCode } from '@choreo/analysis/verification';
import { severityLevels } from './severity.ts';
import type { SeverityLevel } from './severity.ts';

/** A violation that is neither allowed nor switched off. */
export interface Shown {
  readonly verdict: Verdict;
  readonly severity: SeverityLevel;
}

/**
 * Which of two equally severe ones stands first: a run without end, since nothing after it can be judged; then what the model's own
 * sentences ask, in their words; then what is asked of every model.
 */
const first: readonly VerificationCode[] = [
  'livelock',
  'property-violated',
  'compensation-lost',
  'compensation-early',
  'no-instance',
  'incomplete-flow',
  'competing-services',
  'repeated-exit',
];

/** The finding that names it, for each that is named in another. Both show on one run; what is named in one names no others. */
export function namedIn<T extends Shown>(shown: readonly T[]): ReadonlyMap<T, T> {
  const places = new Map<T, T>();
  const heads: T[] = [];
  for (const one of shown.toSorted(byWeight)) {
    const head = heads.find(({ verdict }) => haveOneCause(verdict, one.verdict));
    if (head) places.set(one, head);
    else heads.push(one);
  }
  return places;
}

function byWeight(a: Shown, b: Shown): number {
  return (
    severityLevels.indexOf(b.severity) - severityLevels.indexOf(a.severity) ||
    placeOf(a.verdict.code) - placeOf(b.verdict.code)
  );
}

function placeOf(code: VerificationCode): number {
  const place = first.indexOf(code);
  return place < 0 ? first.length : place;
}
