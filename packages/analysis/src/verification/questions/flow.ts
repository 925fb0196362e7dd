/** Whether the flow comes to its end: exits are reached, and nothing waits for ever. */
import { messageGraphOf } from '../../graph/message-graph.ts';
import { isQuiescent } from '../../runs/initial-states.ts';
import type { Program } from '../../runs/program/program.ts';
import { base, flowSpan } from '../claim.ts';
import type { Claim } from '../claim.ts';

/** About the flow as a whole; there is no place in the text for it but the run's own. */
export function flowClaims(program: Program, index: number): readonly Claim[] {
  const { choreography } = program;
  const span = flowSpan(choreography);
  const isEnd = (state: Uint8Array): boolean => isQuiescent(program, state);
  const claims: Claim[] = [];
  const exits = exitSlots(program, index);
  if (exits.length > 0) {
    claims.push({
      ...base,
      code: 'incomplete-flow',
      kind: 'passes',
      key: 'incomplete-flow',
      span,
      subject: { kind: 'none' },
      holds: state => !exits.some(slot => state[slot]) || !isEnd(state),
    });
  }
  if (index > 0) return claims;
  claims.push({
    ...base,
    code: 'livelock',
    kind: 'passes',
    key: 'livelock',
    span,
    subject: { kind: 'none' },
    holds: state => !isEnd(state),
  });
  for (const reaction of new Set(program.joins.map(buffer => buffer.reaction.reaction))) {
    if (reaction.within) continue;
    const slots = program.joins.filter(buffer => buffer.reaction.reaction === reaction).flatMap(buffer => buffer.slots);
    claims.push({
      ...base,
      code: 'stuck-join',
      kind: 'at-end',
      key: `stuck-join ${reaction.id}`,
      span: reaction.headSpan,
      subject: { kind: 'join', reaction, left: [], missing: [] },
      holds: state => slots.some(slot => state[slot]) && isEnd(state),
    });
  }
  return claims;
}

function exitSlots(program: Program, index: number): readonly number[] {
  const { exits } = messageGraphOf(program.choreography);
  return program.counters.flatMap(({ message, slot, case: of }) => (of === index && exits.has(message) ? [slot] : []));
}
