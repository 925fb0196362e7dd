/** `stuck-join`: joins that are left with a part of what they wait for. */
import type { Reaction } from '@choreo/model';
import { isQuiescent } from '../../runs/initial-states.ts';
import type { Program } from '../../runs/program/program.ts';
import { base } from '../claim.ts';
import type { Claim } from '../claim.ts';
import type { Question } from '../question.ts';

export const stuckJoin: Question = {
  codes: ['stuck-join'],
  claims(program, index) {
    if (index > 0) return [];
    const joins = new Set(program.joins.map(buffer => buffer.reaction.reaction));
    // A join that gives up is never left waiting.
    return [...joins].filter(({ within }) => !within).map(reaction => isEmptied(program, reaction));
  },
};

function isEmptied(program: Program, reaction: Reaction): Claim {
  const slots = program.joins.filter(buffer => buffer.reaction.reaction === reaction).flatMap(buffer => buffer.slots);
  return {
    ...base,
    code: 'stuck-join',
    kind: 'at-end',
    key: `stuck-join ${reaction.id}`,
    span: reaction.headSpan,
    subject: { kind: 'join', reaction, left: [], missing: [] },
    holds: state => slots.some(slot => state[slot]) && isQuiescent(program, state),
    shown({ run }) {
      const left = run.snapshots.at(-1)?.waiting.find(waiting => waiting.reaction === reaction.id)?.messages ?? [];
      const missing = reaction.trigger.messages
        .map(({ message }) => message)
        .filter(message => !left.includes(message));
      return { subject: { kind: 'join', reaction, left, missing } };
    },
  };
}
