/** `repeated-exit`: the same exit, more than once in one case. */
import type { Program } from '../../runs/program/program.ts';
import { base, slotsByKey } from '../claim.ts';
import type { Claim } from '../claim.ts';
import type { Question } from '../question.ts';

export const repeatedExit: Question = {
  codes: ['repeated-exit'],
  claims: exitClaims,
  bounds: ({ plainBounds }) => plainBounds,
};

function exitClaims(program: Program, index: number): readonly Claim[] {
  return program.choreography.participants.flatMap(({ name, receives }) =>
    receives.flatMap(({ message, repeated, nameSpan }): Claim[] => {
      if (repeated) return [];
      // Each value of a further key leaves for itself.
      return slotsByKey(program, message, index).map(slot => ({
        ...base,
        code: 'repeated-exit',
        kind: 'never',
        key: `repeated-exit ${name} ${message}`,
        span: nameSpan,
        subject: { kind: 'exit', message, receiver: name },
        withoutRedelivery: true,
        holds: state => (state[slot] ?? 0) >= 2,
      }));
    }),
  );
}
