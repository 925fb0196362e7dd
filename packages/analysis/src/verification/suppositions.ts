/** What a run assumes about conditions that the model leaves open. */
import type { Choreography } from '@choreo/model';
import { openConditionsOf } from '../runs/program/open-conditions.ts';
import type { OpenCondition } from '../runs/program/open-conditions.ts';
import type { Run } from '../runs/run.ts';
import type { Bound } from './bound.ts';

/** The open conditions that the run evaluated, each once. */
export function suppositionsOf(choreography: Choreography, run: Run): readonly OpenCondition[] {
  const open = openConditionsOf(choreography);
  if (open.size === 0) return [];
  const reactions = new Map(choreography.participants.map(({ name, reactions: own }) => [name, own]));
  const asked = new Set<OpenCondition>();
  for (const { kind, participant, message } of run.steps) {
    if (message === undefined || kind === 'timer' || kind === 'lose') continue;
    for (const { id, trigger } of reactions.get(participant) ?? []) {
      if (!trigger.messages.some(ref => ref.message === message)) continue;
      for (const condition of open.get(id) ?? []) asked.add(condition);
    }
  }
  return [...asked];
}

/** The bound of a result that depends on conditions that the model leaves open. */
export function suppositionBounds(conditions: readonly OpenCondition[]): readonly Bound[] {
  return conditions.length > 0 ? [{ kind: 'open-conditions', conditions }] : [];
}

/** All open conditions of a choreography. */
export function allSuppositions(choreography: Choreography): readonly OpenCondition[] {
  return [...openConditionsOf(choreography).values()].flat();
}
