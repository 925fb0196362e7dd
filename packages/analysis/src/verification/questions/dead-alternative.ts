/** `dead-alternative`: reactions, and alternatives of reactions, that no run takes. */
import type { Reaction, Span } from '@choreo/model';
import { isLimit } from '../bound.ts';
import type { Context, Question } from '../question.ts';
import { allSuppositions, suppositionBounds } from '../suppositions.ts';
import type { Verdict } from '../verdict.ts';

export const deadAlternative: Question = {
  codes: ['dead-alternative'],
  verdicts: deadAlternatives,
  bounds: ({ choreography, bounds }) => [...bounds, ...suppositionBounds(allSuppositions(choreography))],
};

/**
 * Only after a complete search, since runs that were not explored may take it. `at most … else` and `retry … then` are safety nets,
 * and need not happen; an `else -> nothing` says that nothing else is to happen.
 */
function deadAlternatives({ main, bounds, states }: Context): readonly Verdict[] {
  if (bounds.some(isLimit)) return [];
  const { program, exploration } = main;
  const dead = new Set(
    program.covers.flatMap(({ reaction, alternative }, index) =>
      alternative || exploration.covered[index] ? [] : [reaction.id],
    ),
  );
  return program.covers.flatMap((cover, index): Verdict[] => {
    const { reaction, part, alternative } = cover;
    if (exploration.covered[index] || reaction.broken || part === 'at-most' || part === 'retry') return [];
    if (alternative && part === 'body' && (dead.has(reaction.id) || isElseNothing(reaction, alternative))) return [];
    return [
      {
        code: 'dead-alternative',
        status: 'violated',
        bounds: [],
        span: alternative ?? reaction.headSpan,
        about: [reaction.span],
        subject: { kind: 'alternative', reaction, part, ...(alternative ? { alternative } : {}) },
        states,
      },
    ];
  });
}

function isElseNothing({ body }: Reaction, alternative: Span): boolean {
  if (body.kind !== 'branches') return false;
  const { guard, outcome } = body.branches.at(-1) ?? {};
  const [only, ...others] = outcome?.alternatives ?? [];
  return !guard && only?.span === alternative && others.length === 0 && only.items.length === 0;
}
