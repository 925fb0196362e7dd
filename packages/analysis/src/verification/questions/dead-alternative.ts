/** `dead-alternative`: reactions, and alternatives of reactions, that no run takes. */
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
 * Only after a complete search, since runs that were not explored may take it. `at most … else` is a safety net, and need not
 * happen.
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
    if (exploration.covered[index] || reaction.broken || part === 'at-most') return [];
    if (alternative && part === 'body' && dead.has(reaction.id)) return [];
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
