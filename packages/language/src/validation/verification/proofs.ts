/** How far a proof goes, in words. */
import type { Sentence } from '@choreo/model';
import type { VerdictContext } from './verdict-rule.ts';

/** What must happen in the end is judged on runs that end where they can. */
const aboutTheEnd: ReadonlySet<Sentence['kind']> = new Set(['leads-to', 'always', 'compensated-by']);

export function everyRun(sentence: Sentence | undefined, { verification }: VerdictContext): string {
  const isFair = sentence !== undefined && aboutTheEnd.has(sentence.kind) && verification.termination === 'fair';
  return isFair ? 'on every run that ends where it can' : 'on every run';
}
