/** Messages that pile up without end. */
import { namesOf } from '@choreo/model';
import { standingOf } from '../../runs/snapshot.ts';
import { flowSpan } from '../claim.ts';
import type { Context } from '../question.ts';
import type { Exploration } from '../search/explore.ts';
import { runTo, stateAt } from '../search/paths.ts';
import type { Verdict } from '../verdict.ts';

export function pumpVerdicts({
  main: { exploration, survey, remember, program },
  states,
}: Context): readonly Verdict[] {
  if (!survey.pump) return [];
  const { ancestor, state } = survey.pump;
  const run = runTo(exploration, state, remember);
  const [before, after] = [ancestor, state].map(number => standingOf(program, stateAt(exploration, number)));
  const countOf = (standing: typeof after, message: string): number =>
    [...(standing?.pending ?? []), ...(standing?.timers ?? [])]
      .filter(one => one.message === message)
      .reduce(
        (sum, { count }) => sum + count,
        (standing?.waiting ?? []).flatMap(({ messages }) => messages.filter(one => one === message)).length,
      );
  const grown = [...namesOf(program.choreography).messages.keys()].filter(
    message => countOf(after, message) > countOf(before, message),
  );
  const depth = depthOf(exploration, state) - depthOf(exploration, ancestor);
  const loop = run.steps.slice(run.steps.length - depth);
  const reactions = [...new Set(loop.flatMap(({ firings }) => firings.map(({ reaction }) => reaction)))];
  const spans = loop.flatMap(({ firings }) => firings.map(({ span }) => span));
  return [
    {
      code: 'unbounded-messages',
      status: 'violated',
      span: spans[0] ?? flowSpan(program.choreography),
      about: spans.slice(1),
      subject: { kind: 'loop', messages: grown, reactions },
      run,
      badStep: Math.max(0, run.steps.length - depth),
      states,
    },
  ];
}

function depthOf({ store }: Exploration, number: number): number {
  let depth = 0;
  for (let at = store.parentOf(number); at >= 0; at = store.parentOf(at)) depth++;
  return depth;
}
