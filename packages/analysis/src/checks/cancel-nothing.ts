/** `cancel-nothing`: a `cancel` without effect, since the service starts no timer for the message. */
import { emissionsOf, namesOf, outcomesOf } from '@choreo/model';
import type { Cancellation, Choreography, Emission, OutcomeItem, Participant, Reaction } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';

/** A timer belongs to the service that starts it; no other service can cancel it. */
export function findCancelsOfNothing(choreography: Choreography): CancelNothing[] {
  const { messages } = namesOf(choreography);
  const timers = once(() => choreography.participants.flatMap(timersOf));
  return choreography.participants.flatMap(participant => {
    const cancels = cancelsIn(participant).filter(({ item }) => messages.has(item.message));
    if (cancels.length === 0) return [];
    const started = new Set(timersOf(participant).map(({ emission }) => emission.message));
    return cancels
      .filter(({ item }) => !started.has(item.message))
      .map(cancel => ({
        code: 'cancel-nothing' as const,
        ...cancel,
        participant,
        elsewhere: timers().filter(({ emission }) => emission.message === cancel.item.message),
        atOnce: emissionsIn(participant).filter(({ message }) => message === cancel.item.message),
        span: cancel.item.span,
        about: cancel.reaction ? [cancel.reaction.nameSpan] : [],
      }));
  });
}

interface Cancel {
  readonly item: Cancellation;
  /** All that happens with it. */
  readonly items: readonly OutcomeItem[];
  /** Absent if a schedule cancels. */
  readonly reaction?: Reaction;
}

function cancelsIn({ reactions, schedules }: Participant): readonly Cancel[] {
  const sources = [
    ...reactions.map(reaction => ({ reaction, outcomes: outcomesOf(reaction) })),
    ...schedules.map(({ outcome }) => ({ outcomes: [outcome] })),
  ];
  return sources.flatMap(({ outcomes, ...source }) =>
    outcomes
      .flatMap(({ alternatives }) => alternatives)
      .flatMap(({ items }) => itemsIn(items).map((item): Cancel => ({ item, items, ...source }))),
  );
}

function itemsIn(items: readonly OutcomeItem[]): readonly Cancellation[] {
  return items.filter(item => item.kind === 'cancel');
}

function timersOf(participant: Participant): readonly Timer[] {
  return emissionsIn(participant).flatMap(emission =>
    emission.after ? [{ participant: participant.name, emission }] : [],
  );
}

function emissionsIn({ reactions, schedules }: Participant): readonly Emission[] {
  return [...reactions, ...schedules].flatMap(emissionsOf);
}

function once<T>(make: () => readonly T[]): () => readonly T[] {
  let made: readonly T[] | undefined;
  return () => (made ??= make());
}

interface Timer {
  readonly participant: string;
  readonly emission: Emission;
}

export interface CancelNothing extends FindingBase, Cancel {
  readonly code: 'cancel-nothing';
  readonly participant: Participant;
  /** Timers for the same message that other services start. */
  readonly elsewhere: readonly Timer[];
  /** The places at which the service emits it without a timer. */
  readonly atOnce: readonly Emission[];
}
