/** `livelock`: runs that repeat a cycle forever, with no step that leads out. */
import { isQuiescent } from '../../runs/initial-states.ts';
import { tryMove } from '../../runs/replay.ts';
import { base, flowSpan, spanOf } from '../claim.ts';
import type { Bound } from '../bound.ts';
import type { Context, Question } from '../question.ts';
import type { EdgeList } from '../search/edges.ts';
import type { Exploration } from '../search/explore.ts';
import { stepsFrom } from '../search/paths.ts';
import type { Remember } from '../search/paths.ts';
import { componentsIn } from '../search/strong-components.ts';
import { allSuppositions, suppositionBounds } from '../suppositions.ts';
import type { Subject } from '../verdict.ts';

export const livelock: Question = {
  codes: ['livelock'],
  claims(program, index) {
    if (index > 0) return [];
    const span = flowSpan(program.choreography);
    return [
      {
        ...base,
        code: 'livelock',
        kind: 'passes',
        key: 'livelock',
        span,
        subject: { kind: 'none' },
        holds: state => !isQuiescent(program, state),
        shown: ({ exploration, remember, state, run, badStep }) => ({
          subject: loopFrom(exploration, state, remember),
          span: spanOf(run.steps[badStep]) ?? span,
          about: [span],
        }),
      },
    ];
  },
  bounds: loopBounds,
};

/** If a run can come back to a state, it may leave the loop only because an open condition is answered differently. */
export function loopBounds({ choreography, bounds, main: { exploration } }: Context): readonly Bound[] {
  const { edges, store } = exploration;
  const canGoRound = !edges || componentsIn(edges, store.count).isCyclic;
  return [...bounds, ...(canGoRound ? suppositionBounds(allSuppositions(choreography)) : [])];
}

/** The messages and reactions of the cycle: those of the steps between its states. */
function loopFrom({ program, edges, store }: Exploration, start: number, remember: Remember | undefined): Subject {
  const messages = new Set<string>();
  const reactions = new Set<string>();
  if (!edges) return { kind: 'loop', messages: [], reactions: [] };
  const { of } = componentsIn(edges, store.count);
  const inside = lastComponent(edges, of, start);
  const words = new Int32Array(program.size >> 2);
  const loop = new Set<string>();
  const states: Uint8Array[] = [];
  for (let number = 0; number < store.count && states.length < mostOfLoop; number++) {
    if (of[number] !== inside) continue;
    store.read(number, words);
    const state = new Uint8Array(words.slice().buffer);
    states.push(state);
    loop.add(state.join());
  }
  for (const state of states) {
    for (const { state: after, move, published, isUnsure } of stepsFrom(program, state, remember)) {
      if (isUnsure || !loop.has(after.join())) continue;
      for (const { message } of published) messages.add(message);
      for (const { reaction } of tryMove(program, state, move)?.step.firings ?? []) reactions.add(reaction);
    }
  }
  const inOrder = program.choreography.participants.flatMap(participant =>
    participant.reactions.flatMap(({ id }) => (reactions.has(id) ? [id] : [])),
  );
  return { kind: 'loop', messages: [...messages], reactions: inOrder };
}

/** A component that can be reached but not left. */
function lastComponent(edges: EdgeList, of: Int32Array, start: number): number {
  const seen = new Set([start]);
  const open = [start];
  let last = of[start] ?? 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    // A component has a higher number than those that it leads to.
    last = Math.min(last, of[state] ?? last);
    for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++) {
      const target = edges.targetAt(edge);
      if (edges.isUnsure(edge) || seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return last;
}

/** How many states of a loop are inspected to describe it. */
const mostOfLoop = 2000;
