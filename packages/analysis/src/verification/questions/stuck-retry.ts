/** `stuck-retry`: deliveries that wait for a retry when nothing is left to do, so that nothing will ever take them. */
import type { Reaction } from '@choreo/model';
import { retriesOf } from '@choreo/model';
import { isQuiescent } from '../../runs/initial-states.ts';
import type { Listener } from '../../runs/program/program-parts.ts';
import type { Program } from '../../runs/program/program.ts';
import { base } from '../claim.ts';
import type { Claim } from '../claim.ts';
import type { Question } from '../question.ts';

export const stuckRetry: Question = {
  codes: ['stuck-retry'],
  bounds: ({ choreography: { participants }, bounds }) =>
    participants.some(({ reactions }) => reactions.some(reaction => retriesOf(reaction).length > 0))
      ? bounds
      : undefined,
  claims(program, index) {
    const slots = new Map<Reaction, ((state: Uint8Array) => boolean)[]>();
    const add = (reactions: readonly Listener[], isLeft: (state: Uint8Array) => boolean): void => {
      // Of several, the first is reported.
      const reaction = reactions.find(one => one.reaction.retry)?.reaction.reaction;
      if (reaction) slots.set(reaction, [...(slots.get(reaction) ?? []), isLeft]);
    };
    for (const action of program.actions) {
      if (action.case !== index) continue;
      if (action.kind === 'deliver') add(action.reactions, state => (state[action.slot] ?? 0) > 0);
      if (action.kind !== 'deliver-next') continue;
      action.reactions.forEach((reactions, at) => add(reactions, state => state[action.queue.slot] === at + 1));
    }
    return [...slots].map(([reaction, left]) => takesAll(program, reaction, left));
  },
};

function takesAll(program: Program, reaction: Reaction, left: readonly ((state: Uint8Array) => boolean)[]): Claim {
  return {
    ...base,
    code: 'stuck-retry',
    kind: 'at-end',
    key: `stuck-retry ${reaction.id}`,
    span: reaction.headSpan,
    subject: { kind: 'retry', reaction, left: [], behind: [] },
    holds: state => left.some(isLeft => isLeft(state)) && isQuiescent(program, state),
    shown({ run }) {
      const taken = new Set(reaction.trigger.messages.map(({ message }) => message));
      const pending = (run.snapshots.at(-1)?.pending ?? [])
        .filter(({ participant }) => participant === reaction.participant)
        .map(({ message }) => message);
      const [first, ...others] = pending.filter(message => taken.has(message));
      const isOrdered = program.queues.some(
        ({ to, variants }) => to === reaction.participant && variants.some(({ message }) => message === first),
      );
      return {
        subject: {
          kind: 'retry',
          reaction,
          left: first === undefined ? [] : [first, ...others],
          behind: isOrdered ? pending.filter(message => !taken.has(message)) : [],
        },
        about: retriesOf(reaction).map(({ span }) => span),
      };
    },
  };
}
