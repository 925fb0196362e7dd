/** What joins hold at one point of a run, in terms of the step that leads there. */
import { factTexts } from '../expressions/facts.ts';
import type { RunStep, Snapshot, Waiting } from './run.ts';

/** What a join holds for the instance to which a step belongs. */
export function heldAfter(
  { carrying }: Pick<RunStep, 'carrying'>,
  join: string,
  snapshot: Snapshot | undefined,
): readonly string[] {
  const values = carrying.flatMap(factTexts);
  const isOf = ({ reaction, instance = [] }: Waiting): boolean =>
    reaction === join && instance.every(value => values.includes(value));
  return snapshot?.waiting.find(isOf)?.messages ?? [];
}

/** `Worker.join`, or `Worker.join (jobId 1)`. */
export function joinText({ reaction, instance }: Waiting): string {
  return instance ? `${reaction} (${instance.join(', ')})` : reaction;
}
