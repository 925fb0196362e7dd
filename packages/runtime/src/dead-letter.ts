/** Deliveries that failed for good. They are reported, never lost in silence. */
import type { CloudEvent } from './cloud-event.ts';

export interface DeadLetter {
  readonly service: string;
  /** What arrived: an event, or something invalid. */
  readonly event: unknown;
  /** What failed, and why. */
  readonly reason: string;
  readonly attempts: number;
  readonly error?: unknown;
}

/** One line for a log. */
export function describeDeadLetter(letter: DeadLetter): string {
  const tries = letter.attempts > 1 ? ` (after ${letter.attempts} attempts)` : '';
  return `${letter.service} gave up on ${describeEvent(letter.event)}${tries}: ${letter.reason}`;
}

function describeEvent(event: unknown): string {
  return isEvent(event) ? `${event.type} ${event.id}` : 'a message that is not a CloudEvent';
}

function isEvent(event: unknown): event is CloudEvent {
  return typeof event === 'object' && event !== null && 'type' in event && 'id' in event;
}
