/** Records a run and prints it: one line per event, each below the event that caused it. */
import type { CloudEvent } from './cloud-event.ts';
import { describeDeadLetter, type DeadLetter } from './dead-letter.ts';
import type { StateValues } from './effect.ts';
import type { Firing } from './service-definition.ts';

export interface Flow {
  /** In the order of publication. */
  readonly events: readonly FlowEvent[];
  readonly deadLetters: readonly DeadLetter[];
  /** Joins that still hold messages at the end. */
  readonly waiting: readonly { readonly by: string; readonly events: readonly CloudEvent[] }[];
  /** The states that were set, of each service and case: the values that differ or differed from those at the start. */
  readonly states: readonly { readonly service: string; readonly case: string; readonly values: StateValues }[];
  /** Messages that came before anything linked them to an instance, so that reactions which need one did not fire. */
  readonly withoutInstance: readonly { readonly by: string; readonly event: CloudEvent }[];
  /** Messages that a service still refuses at the end. */
  readonly refused: readonly { readonly by: string; readonly event: CloudEvent }[];
  /** Whether nothing was left to do: no timer was pending, and nothing to deliver but what is refused. */
  readonly atRest: boolean;
  readonly steps: number;
  /** Milliseconds on the virtual clock. */
  readonly elapsed: number;
  readonly deliveries: {
    readonly delivered: number;
    readonly redelivered: number;
    readonly lost: number;
    readonly dropped: number;
  };
}

export interface FlowEvent {
  readonly event: CloudEvent;
  /** The name of the message in the model. */
  readonly name: string;
  /** The emitter: an actor, or `Service.reaction`. */
  readonly by: string;
  readonly because: Firing['because'];
  readonly causes: readonly CloudEvent[];
  /** The receivers, if the message left the model. */
  readonly exits: readonly string[];
  readonly elapsed: number;
}

/** The maximum level of indentation. */
const deepest = 24;

/** The flow as text. Numbers show the order in time, indentation shows the cause. Long flows are cut off after `most` lines. */
export function formatFlow(flow: Flow, most = 200): string {
  const numbers = new Map(flow.events.map(({ event }, index) => [event.id, index + 1]));
  const width = String(flow.events.length).length;
  const known = new Set(flow.events.map(({ event }) => event.id));
  const effects = new Map<string | undefined, FlowEvent[]>();
  for (const happened of flow.events) {
    const { causationid } = happened.event;
    const parent = causationid !== undefined && known.has(causationid) ? causationid : undefined;
    effects.set(parent, [...(effects.get(parent) ?? []), happened]);
  }
  const lines: string[] = [];
  const add = (parent: string | undefined, depth: number): void => {
    for (const happened of effects.get(parent) ?? []) {
      const number = String(numbers.get(happened.event.id)).padStart(width);
      lines.push(
        `${number}  ${'   '.repeat(Math.min(depth, deepest))}${depth > 0 ? '└─ ' : ''}${describe(happened, numbers)}`,
      );
      add(happened.event.id, depth + 1);
    }
  };
  add(undefined, 0);
  if (lines.length > most) lines.splice(most, lines.length, `… and ${count(flow.events.length - most, 'more event')}`);
  for (const { by, events } of flow.waiting) {
    lines.push(`…  ${by} is still waiting with ${events.map(event => `#${numbers.get(event.id) ?? '?'}`).join(', ')}`);
  }
  for (const { by, event } of flow.withoutInstance) {
    lines.push(`…  ${by} found no instance for #${numbers.get(event.id) ?? '?'}`);
  }
  for (const { by, event } of flow.refused) lines.push(`…  ${by} still refuses #${numbers.get(event.id) ?? '?'}`);
  for (const letter of flow.deadLetters) lines.push(`✗ ${describeDeadLetter(letter)}`);
  lines.push('', summary(flow));
  return lines.join('\n');
}

function describe(
  { event, name, by, because, causes, exits, elapsed }: FlowEvent,
  numbers: ReadonlyMap<string, number>,
): string {
  const others = causes
    .filter(cause => cause.id !== event.causationid)
    .map(cause => `#${numbers.get(cause.id) ?? '?'}`);
  const notes = [
    ...(others.length > 0 ? [`with ${others.join(', ')}`] : []),
    ...(because === 'entry' || because === 'trigger' ? [] : [because]),
    ...(elapsed > 0 ? [`+${formatDuration(elapsed)}`] : []),
  ];
  const subject = event.subject === undefined ? '' : `  [${event.subject}]`;
  const exit = exits.length > 0 ? `  ⇥ ${exits.join(', ')}` : '';
  return `${by} → ${name}${subject}${notes.length > 0 ? `  (${notes.join('; ')})` : ''}${exit}`;
}

function summary({ events, deadLetters, atRest, steps, elapsed, deliveries }: Flow): string {
  const exits = events.filter(event => event.exits.length > 0).length;
  const parts = [
    count(events.length, 'event'),
    count(deliveries.delivered, 'delivery', 'deliveries') +
      (deliveries.redelivered > 0
        ? ` (${deliveries.redelivered} of them redelivered, ${deliveries.dropped} dropped)`
        : ''),
    count(exits, 'exit'),
    ...(deliveries.lost > 0 ? [`${deliveries.lost} lost`] : []),
    ...(deadLetters.length > 0 ? [count(deadLetters.length, 'dead letter')] : []),
    ...(elapsed > 0 ? [`${formatDuration(elapsed)} of virtual time`] : []),
  ];
  const end = atRest ? 'Came to rest' : `Stopped after ${steps} steps, before it came to rest`;
  return `${end}: ${parts.join(', ')}.`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function formatDuration(milliseconds: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ];
  let left = milliseconds;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const whole = Math.floor(left / size);
    if (whole > 0) parts.push(`${whole}${unit}`);
    left -= whole * size;
  }
  return parts.slice(0, 2).join(' ') || '0s';
}
