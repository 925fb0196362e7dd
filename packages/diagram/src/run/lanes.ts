/** The participants of runs, each with a lane, in the order of first appearance. */
import type { Run, RunStep } from '@choreo/analysis/runs';
import { namesOf, type Choreography } from '@choreo/model';
import { idOf } from '../ids.ts';
import type { Origin } from './origins.ts';
import type { Lane } from './sequence.ts';

export interface Lanes {
  readonly all: readonly Lane[];
  /** The lane of the participant that takes a step. */
  taker(step: RunStep): Lane;
  /** The lane of the participant that emitted what a step takes. */
  emitter(step: RunStep, origin: Origin): Lane;
  receiver(message: string, name: string): Lane;
}

/** `runs` with the origins of their messages. */
export function lanesOf(
  choreography: Choreography,
  runs: readonly { readonly run: Run; readonly origins: readonly (Origin | undefined)[] }[],
): Lanes {
  const { participants } = namesOf(choreography);
  const known = new Map<string, Lane>();
  const take = (lane: Lane): Lane => {
    const same = known.get(lane.id);
    if (!same) known.set(lane.id, lane);
    return same ?? lane;
  };
  const participant = (name: string): Lane => {
    const found = participants.get(name);
    const kind = found?.kind ?? 'service';
    return take({ id: idOf('p', name), name, kind, ...(found && { span: found.nameSpan }) });
  };
  const outside = (message: string, name: string): Lane => {
    const span = namesOf(choreography).messages.get(message)?.nameSpan;
    return take({ id: idOf('used', name), name, kind: 'used', ...(span && { span }) });
  };
  // A used choreography can have the name of a participant.
  const taker = (step: RunStep): Lane =>
    step.kind === 'enter' && !emits(participants.get(step.participant), step.message)
      ? outside(step.message ?? '', step.participant)
      : participant(step.participant);
  const emitter = (step: RunStep, { emitter: name, enters }: Origin): Lane =>
    enters && !emits(participants.get(name), step.message) ? outside(step.message ?? '', name) : participant(name);
  const receiver = (message: string, name: string): Lane =>
    participants.get(name)?.receives.some(receipt => receipt.message === message)
      ? participant(name)
      : outside(message, name);
  for (const { run, origins } of runs) {
    run.steps.forEach((step, index) => {
      const origin = origins[index];
      if (origin) emitter(step, origin);
      taker(step);
      for (const { message, receiver: name } of step.exits) receiver(message, name);
    });
  }
  // Nothing has happened yet: the participants with which a run can begin.
  if (known.size === 0) {
    for (const { name, emits: entries, schedules } of choreography.participants)
      if (entries.length + schedules.length > 0) participant(name);
  }
  // Nothing can ever happen, and the picture needs a place to say so.
  if (known.size === 0) take({ id: 'nobody', name: choreography.name, kind: 'service' });
  return { all: [...known.values()], taker, emitter, receiver };
}

function emits(
  participant: { readonly emits: readonly { readonly message: string }[] } | undefined,
  message: string | undefined,
): boolean {
  return participant?.emits.some(entry => entry.message === message) ?? false;
}
