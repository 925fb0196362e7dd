/**
 * Where a timer's message came among the other messages of the service that takes it: whether a timer goes off early or late is a choice, also
 * where nothing cancels it. A byte for each of them counts how often the other message came before, until the timer's has come.
 */
import { emissionsOf } from '@choreo/model';
import type { Choreography, Participant } from '@choreo/model';
import { messageGraphOf } from '../../graph/message-graph.ts';

/** Set once the timer's message has come; the other bits are the count. */
const settled = 0x80;

interface Position {
  readonly service: string;
  readonly timer: string;
  readonly other: string;
  readonly slot: number;
}

export class TimerPositions {
  readonly services: readonly string[];
  readonly #positions: ReadonlyMap<string, readonly Position[]>;
  /** How many bytes they take. */
  readonly size: number;

  constructor(choreography: Choreography) {
    const timers = timersOf(choreography);
    const positions = choreography.participants.filter(remembers).flatMap(({ name, reactions }) => {
      const acting = reactions.filter(({ body }) => body.kind !== 'sink');
      const taken = [...new Set(acting.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message)))];
      return taken
        .filter(timer => timers.has(timer))
        .flatMap(timer => taken.filter(other => other !== timer).map(other => ({ service: name, timer, other })));
    });
    const placed = positions.slice(0, mostPositions).map((position, slot): Position => ({ ...position, slot }));
    this.size = placed.length;
    this.services = [...new Set(placed.map(({ service }) => service))];
    const byDelivery = new Map<string, Position[]>();
    for (const position of placed) {
      for (const message of [position.timer, position.other]) {
        const key = `${position.service} ${message}`;
        byDelivery.set(key, [...(byDelivery.get(key) ?? []), position]);
      }
    }
    this.#positions = byDelivery;
  }

  /** A message is delivered to a service. `first`: where the bytes begin in the state. */
  delivers(state: Uint8Array, first: number, service: string, message: string): void {
    for (const { timer, slot } of this.#positions.get(`${service} ${message}`) ?? []) {
      const known = state[first + slot] ?? 0;
      if (known >= settled) continue;
      state[first + slot] = message === timer ? settled | known : Math.min(known + 1, settled - 1);
    }
  }
}

/** In a model with more, the order of the others counts as order of delivery. */
const mostPositions = 60;

/** The choices that the bytes stand for; 0 where the timer has not come. */
export function chosenPositions(bytes: Uint8Array): Uint8Array {
  return bytes.map(byte => (byte < settled ? 0 : byte));
}

/** The messages that come only when a timer goes off. */
function timersOf(choreography: Choreography): ReadonlySet<string> {
  const { entries } = messageGraphOf(choreography);
  const emissions = choreography.participants.flatMap(({ reactions, schedules }) =>
    [...reactions, ...schedules].flatMap(source => emissionsOf(source)),
  );
  const atOnce = new Set(emissions.filter(({ after }) => !after).map(({ message }) => message));
  const delayed = emissions.filter(({ after, message }) => after && !atOnce.has(message));
  return new Set(delayed.map(({ message }) => message).filter(message => !entries.has(message)));
}

/** Nothing that comes later can depend on what came before where nothing is kept. */
function remembers({ states, reactions }: Participant): boolean {
  return states.length > 0 || reactions.some(({ atMost, trigger }) => atMost || trigger.kind === 'all');
}
