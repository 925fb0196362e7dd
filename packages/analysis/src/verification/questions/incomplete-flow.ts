/** `incomplete-flow`: whether every case reaches an exit. */
import { messageGraphOf } from '../../graph/message-graph.ts';
import { isLeftWaiting, isQuiescent } from '../../runs/initial-states.ts';
import type { Program } from '../../runs/program/program.ts';
import { base, flowSpan, spanOf } from '../claim.ts';
import type { Claim } from '../claim.ts';
import type { Question } from '../question.ts';
import { loopBounds } from './livelock.ts';

export const incompleteFlow: Question = {
  codes: ['incomplete-flow'],
  claims(program, index) {
    // If nothing can ever leave, every case lacks an exit.
    const { exits } = messageGraphOf(program.choreography);
    return exits.size > 0 ? [reachesAnExit(program, exitSlots(program, index))] : [];
  },
  bounds: context => (messageGraphOf(context.choreography).exits.size > 0 ? loopBounds(context) : undefined),
};

function reachesAnExit(program: Program, exits: readonly number[]): Claim {
  const span = flowSpan(program.choreography);
  return {
    ...base,
    code: 'incomplete-flow',
    kind: 'passes',
    key: 'incomplete-flow',
    span,
    subject: { kind: 'none' },
    isShownAtRest: true,
    // An end with deliveries that nothing takes is a matter of `stuck-retry`.
    holds: state => !isQuiescent(program, state) || !(exits.some(slot => state[slot]) || isLeftWaiting(program, state)),
    // The flow as a whole has no place in the text, so the finding is at the place of the run.
    shown({ run, badStep }) {
      const end = run.snapshots.at(-1);
      const waiting = end?.waiting.map(({ reaction }) => reaction) ?? [];
      const subject = { kind: 'flow', quiescent: end?.quiescent ?? false, waiting } as const;
      return { subject, span: spanOf(run.steps[badStep]) ?? span, about: [span] };
    },
  };
}

function exitSlots(program: Program, index: number): readonly number[] {
  const { exits } = messageGraphOf(program.choreography);
  return program.counters.flatMap(({ message, slot, case: of }) => (of === index && exits.has(message) ? [slot] : []));
}
