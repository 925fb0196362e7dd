/** `join-without-timeout`: a join that can wait forever for a message that never comes. */
import type { Choreography, Reaction } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';
import type { UnknownField } from '../typing/type-error.ts';
import type { UnkeyedJoin } from './joins.ts';

/** `flaws`: findings about the keys of joins. A join with one of these has to be fixed first. */
export function findJoinsWithoutTimeout(
  { participants }: Choreography,
  flaws: readonly (UnkeyedJoin | UnknownField)[],
): JoinWithoutTimeout[] {
  const flawed = new Set(
    flaws.map(flaw => (flaw.code === 'unkeyed-join' && flaw.problem.kind !== 'optional' ? flaw.reaction : undefined)),
  );
  return participants
    .flatMap(({ reactions }) => reactions)
    .filter(
      reaction => reaction.trigger.kind === 'all' && !reaction.within && !reaction.broken && !flawed.has(reaction),
    )
    .map(reaction => ({
      code: 'join-without-timeout',
      reaction,
      span: reaction.trigger.span,
      about: [reaction.nameSpan],
    }));
}

/** A join that can wait forever. */
export interface JoinWithoutTimeout extends FindingBase {
  readonly code: 'join-without-timeout';
  readonly reaction: Reaction;
}
