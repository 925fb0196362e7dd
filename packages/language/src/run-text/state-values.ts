/** What the states that a condition names are at the end of a run. */
import { statesNamedIn } from '@choreo/analysis';
import type { Run } from '@choreo/analysis/runs';
import type { Expression } from '@choreo/model';
import { joined, quoted } from '../validation/wording.ts';

/** "`Sales.phase` is `failed` and `Stock.left` is `0`"; empty if the run shows none of them. */
export function stateValuesText(condition: Expression, run: Run | undefined): string {
  const states = run?.snapshots.at(-1)?.states ?? [];
  const texts = statesNamedIn(condition).flatMap(({ participant, name }) =>
    states
      .filter(one => one.participant === participant && (one.state === name || one.state.startsWith(`${name} (`)))
      .map(({ state, value }) => `${quoted(`${participant}.${name}`)}${state.slice(name.length)} is ${quoted(value)}`),
  );
  return joined([...new Set(texts)]);
}
