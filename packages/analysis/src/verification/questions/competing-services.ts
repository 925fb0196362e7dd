/** Services that take the same message, where each does something that excludes what the other does. */
import type { Run } from '../../runs/run.ts';
import type { Competition } from '../flow-visitor.ts';
import type { Context, Seen } from '../question.ts';
import { pathTo, runAlong, stateAt, stepsFrom } from '../search/paths.ts';
import type { Verdict } from '../verdict.ts';

/** Where two services compete, the run that shows it breaks the sentence too, whether that was come across or not. */
export function shownBy(verdict: Verdict, competitions: readonly Verdict[]): Verdict {
  const { subject, status } = verdict;
  if (subject.kind !== 'sentence' || status === 'violated') return verdict;
  const shown = competitions.find(
    ({ subject: other }) => other.kind === 'competition' && other.sentence === subject.sentence,
  )?.run;
  if (!shown) return verdict;
  const { bound: _, ...rest } = verdict;
  return { ...rest, status: 'violated', run: shown, badStep: shown.steps.length - 1 };
}

/** The run to where both can, then what the one does, then the other. */
export function competitionVerdicts({ main, states }: Context): readonly Verdict[] {
  return [...main.survey.competitions.values()].flatMap((candidates): readonly Verdict[] => {
    for (const candidate of candidates) {
      const shown = runOfBoth(main, candidate);
      if (!shown) continue;
      const { property, sentence, services } = candidate;
      const messages = [sentence.message.message, sentence.excluded.message] as const;
      return [
        {
          code: 'competing-services',
          status: 'violated',
          span: sentence.span,
          about: [property.span],
          subject: { kind: 'competition', property, sentence, services, messages },
          ...shown,
          states,
        },
      ];
    }
    return [];
  });
}

function runOfBoth(
  { exploration, remember, program }: Seen,
  { sentence, services, state, case: index }: Competition,
): { readonly run: Run; readonly badStep: number } | undefined {
  const path = pathTo(exploration, state, remember);
  const emitting = (from: Uint8Array, which: 0 | 1) => {
    const wanted = (which === 0 ? sentence.message : sentence.excluded).message;
    return [...stepsFrom(program, from, remember)].filter(({ move, published }) => {
      const action = program.actions[move.action];
      return (
        action?.participant === services[which] &&
        action.case === index &&
        published.some(({ message }) => message === wanted)
      );
    });
  };
  for (const first of emitting(stateAt(exploration, state), 0)) {
    const [second] = emitting(first.state, 1);
    if (!second) continue;
    const moves = [...path.moves, first.move, second.move];
    return { run: runAlong(program, { counts: path.counts, moves }), badStep: path.moves.length };
  }
  return undefined;
}
