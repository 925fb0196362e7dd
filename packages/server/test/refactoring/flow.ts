/** What a choreography says, apart from places, names of parts and how it is written: two that say the same have the same flow. */
import { namesOf } from '@choreo/model';
import type { Choreography, Field, Message, Names, Participant, Reaction, RecordType } from '@choreo/model';

export type Part =
  | 'all'
  /** To which service something belongs is left out. */
  | 'without services'
  /** How fields are nested is left out, as is what declares them. */
  | 'without nesting';

const places = new Set(['span', 'nameSpan', 'headSpan', 'typeSpan', 'partSpan', 'copySpan', 'enumSpan', 'candidates']);

/** Lines of text, sorted. */
export function flowOf(choreography: Choreography, part: Part): readonly string[] {
  const names = namesOf(choreography);
  const text = (value: unknown): string =>
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === 'copySpan') return inner !== undefined;
      if (places.has(key) || key === 'doc' || key === 'annotations') return undefined;
      if (part === 'without nesting' && key === 'path' && Array.isArray(inner)) return inner.at(-1) as unknown;
      return inner;
    });
  const lines = choreography.participants.flatMap(participant => linesOf(participant, part, text));
  const fields = choreography.messages.map(
    message => `${message.id} carries ${leavesOf(message, names, part).toSorted().join(', ')}`,
  );
  return [...lines, ...fields].toSorted();
}

function linesOf(participant: Participant, part: Part, text: (value: unknown) => string): string[] {
  const { name, kind, keptBy, states, reactions, schedules, emits, receives } = participant;
  const owner = part === 'without services' ? kind : `${kind} ${name}`;
  const kept = part === 'without services' ? '' : text(keptBy);
  return [
    ...states.map(state => `${owner} ${text(state)} ${kept}`),
    ...reactions.flatMap(reaction => singly(reaction).map(one => `${owner} ${text(one)}`)),
    ...schedules.map(({ every, outcome }) => `${owner} ${every.text} ${text(outcome)}`),
    ...emits.map(entry => `${owner} emits ${text(entry)}`),
    ...receives.map(receipt => `${owner} receives ${text(receipt)}`),
  ];
}

/** One for each message that can be the trigger, without its name. */
function singly({ trigger, guard, by, within, atMost, idempotent, retry, body }: Reaction): readonly unknown[] {
  const rest = {
    guard: isolated(guard, trigger.kind),
    by,
    within,
    atMost,
    idempotent,
    retry,
    body: isolated(body, trigger.kind),
  };
  if (trigger.kind === 'all') return [{ ...rest, all: trigger.messages }];
  return trigger.messages.map(({ message }) => ({ ...rest, on: message }));
}

/** Of a single message, a field is one of that message, whether it is said or not. */
function isolated(value: unknown, kind: Reaction['trigger']['kind']): unknown {
  if (kind === 'all') return value;
  return JSON.parse(
    JSON.stringify(value ?? null, function (this: { kind?: string }, key, inner: unknown) {
      return key === 'message' && this.kind === 'field' ? undefined : inner;
    }),
  ) as unknown;
}

/** The fields that have no fields themselves. */
function leavesOf(declaration: Message | RecordType, names: Names, part: Part): string[] {
  return names.allFields(declaration).flatMap(field => {
    const own = `${field.key ? 'key ' : ''}${field.name}${field.optional ? '?' : ''}: ${typeOf(field)}`;
    const inner = field.type.kind === 'record' ? names.types.get(field.type.id) : undefined;
    return part === 'without nesting' && inner?.kind === 'record' && inner !== declaration
      ? leavesOf(inner, names, part)
      : [own];
  });
}

function typeOf({ type }: Field): string {
  return JSON.stringify(type);
}
