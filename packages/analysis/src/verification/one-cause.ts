/**
 * Which verdicts have one cause: one run shows both. That both are violated is not enough. They show on different runs if these come
 * to different ends, or if only one of them needs a redelivery; then a repair of the one may leave the other.
 */
import { compareSpans } from '@choreo/model';
import type { Sentence } from '@choreo/model';
import type { Run, Snapshot } from '../runs/run.ts';
import type { Verdict } from './verdict.ts';

/** Whether one run shows both; the order of the two does not matter. */
export function haveOneCause(first: Verdict, second: Verdict): boolean {
  return isShownWith(first, second) || isShownWith(second, first);
}

function isShownWith(verdict: Verdict, other: Verdict): boolean {
  const { subject, run } = verdict;
  const { subject: asked, run: otherRun } = other;
  if (!run || !otherRun) return false;
  switch (subject.kind) {
    case 'flow':
      if (asked.kind === 'loop') return other.code === 'livelock' && endsAlike(verdict, other);
      return asked.kind === 'sentence' && endsAlike(verdict, other);
    case 'instance':
      return (
        (asked.kind === 'sentence' || asked.kind === 'flow' || asked.kind === 'join') &&
        misses(otherRun, subject.reaction.id, subject.message)
      );
    case 'competition':
      return asked.kind === 'sentence' && isSame(subject.sentence, asked.sentence) && takeTheSame(run, otherRun);
    case 'exit':
      return asked.kind === 'sentence' && allowsOnce(asked.sentence, subject.message) && !repeats(otherRun);
    default:
      return false;
  }
}

/** Whether the run of the other ends where that of the incomplete flow does: at the same rest, or on the same way round. */
function endsAlike({ run, badStep = 0 }: Verdict, other: Verdict): boolean {
  const end = other.run?.snapshots.at(-1);
  const own = run?.snapshots.at(-1);
  if (!end || !own || end.quiescent !== own.quiescent) return false;
  const places = own.quiescent ? [own] : (run?.snapshots.slice(badStep + 1) ?? []);
  return places.some(place => textOf(place) === textOf(end));
}

function textOf(snapshot: Snapshot): string {
  return JSON.stringify(snapshot);
}

/** Whether the reaction finds no instance for the message in that run too. */
function misses({ steps }: Run, reaction: string, message: string): boolean {
  return steps.some(step => step.message === message && step.withoutInstance?.includes(reaction));
}

/** Whether both runs are the same steps, in whatever order. */
function takeTheSame({ steps }: Run, { steps: others }: Run): boolean {
  const [taken, takenThere] = [steps, others].map(all => all.map(({ move }) => JSON.stringify(move)).sort());
  return taken?.join() === takenThere?.join();
}

/** The second one breaks the sentence, as it repeats the exit. */
function allowsOnce(sentence: Sentence, exit: string): boolean {
  switch (sentence.kind) {
    case 'at-most':
      return sentence.times === 1 && sentence.message.message === exit;
    case 'excludes':
      return sentence.message.message === exit && sentence.excluded.message === exit;
    default:
      return false;
  }
}

/** A repeated exit is one of runs without a redelivery. */
function repeats({ steps }: Run): boolean {
  return steps.some(({ kind }) => kind === 'redeliver');
}

function isSame(sentence: Sentence, other: Sentence): boolean {
  return compareSpans(sentence.span, other.span) === 0;
}
