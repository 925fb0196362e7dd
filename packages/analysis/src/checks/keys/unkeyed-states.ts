/** `unkeyed-state`: what happens to a state, timer or limit for which there can be no instance, since the key is lacking. */
import { itemsOf, namesOf, outcomesOf } from '@choreo/model';
import type { Choreography, Field, Message, Participant, Reaction, Schedule, Span } from '@choreo/model';
import { instancesOf } from '../../graph/instances.ts';
import { messagesSeenBy } from '../../graph/messages-of.ts';
import type { NoInstance, ServiceInstances } from '../../graph/instances.ts';
import type { FindingBase } from '../../typing/finding-base.ts';
import type { UnknownField } from '../../typing/type-error.ts';
import type { UnkeyedJoin } from '../joins.ts';
import { KeyWays } from './key-paths.ts';
import type { KeyLost } from './key-paths.ts';

/** One finding for each reaction or schedule, and for each name in `by` that nothing has. `unkeyed`: joins that have no key themselves. */
export function findUnkeyedStates(
  choreography: Choreography,
  unkeyed: readonly (UnkeyedJoin | UnknownField)[],
): (UnkeyedState | UnknownField)[] {
  const found = new Set(unkeyed.flatMap(one => ('reaction' in one ? [one.reaction] : [])));
  const ways = new KeyWays(choreography);
  return [...instancesOf(choreography).values()].flatMap(service => [
    ...unknownKeys(service, choreography),
    ...service.participant.reactions
      .filter(reaction => !found.has(reaction))
      .flatMap(reaction => inReaction(reaction, service, choreography, ways)),
    ...service.participant.schedules.flatMap(schedule => inSchedule(schedule, service)),
  ]);
}

function unknownKeys({ participant }: ServiceInstances, choreography: Choreography): readonly UnknownField[] {
  const { keptBy, reactions } = participant;
  if (!keptBy || reactions.some(({ broken }) => broken)) return [];
  const { messages, allFields } = namesOf(choreography);
  const fields = [...messagesSeenBy(participant)].flatMap(id => {
    const message = messages.get(id);
    return message ? allFields(message) : [];
  });
  const candidates = [...new Set(fields.filter(({ key }) => key).map(({ name }) => name))];
  const problem = { kind: 'kept-by', service: participant.name } as const;
  return keptBy.fields
    .filter(({ field }) => !fields.some(({ name }) => name === field))
    .map(({ field: name, span }) => ({ code: 'unknown-field', name, candidates, problem, span, about: [] }));
}

function inReaction(
  reaction: Reaction,
  { participant, key, wayOf }: ServiceInstances,
  choreography: Choreography,
  ways: KeyWays,
): readonly UnkeyedState[] {
  if (reaction.broken) return [];
  const { messages } = namesOf(choreography);
  for (const { message: id, span } of reaction.trigger.messages) {
    const way = wayOf(reaction, id);
    const message = messages.get(id);
    if (way.kind !== 'none' || !message) continue;
    const { why } = way;
    const [lacking] = why.kind === 'lacking' || why.kind === 'part' ? why.fields : [];
    const field = lacking === undefined ? undefined : keyNamed(lacking, participant, choreography);
    const lost = lacking === undefined ? undefined : ways.lossOf(lacking, id);
    const at = why.kind === 'alternative' || why.kind === 'refused' ? why.alternative.span : span;
    const of = { reaction, message, why, ...(field ? { field } : {}), ...(lost ? { way: lost.way } : {}) };
    return [{ code: 'unkeyed-state', participant, key, of, span: at, about: [reaction.nameSpan] }];
  }
  return [];
}

/** The field of the key as a message of the service declares it. */
function keyNamed(name: string, participant: Participant, choreography: Choreography): Field | undefined {
  const { messages, allFields } = namesOf(choreography);
  for (const id of messagesSeenBy(participant)) {
    const message = messages.get(id);
    const field = message && allFields(message).find(one => one.name === name);
    if (field) return field;
  }
  return undefined;
}

function inSchedule(schedule: Schedule, { participant, key, isOne }: ServiceInstances): readonly UnkeyedState[] {
  if (isOne || key.length === 0) return [];
  const cancelled = new Set(
    itemsOf(participant.reactions.flatMap(outcomesOf)).flatMap(item => (item.kind === 'cancel' ? [item.message] : [])),
  );
  const item = itemsOf([schedule.outcome]).find(
    one => one.kind !== 'emit' || (one.after !== undefined && cancelled.has(one.message)),
  );
  if (!item) return [];
  return [{ code: 'unkeyed-state', participant, key, of: { schedule }, span: item.span, about: [] }];
}

export interface UnkeyedState extends FindingBase {
  readonly code: 'unkeyed-state';
  readonly participant: Participant;
  /** Of the service; empty if its messages share none. */
  readonly key: readonly string[];
  readonly of:
    | {
        readonly reaction: Reaction;
        /** The first for which there is no instance. */
        readonly message: Message;
        readonly why: NoInstance;
        /** The first field that the message lacks, as another message of the service declares it. */
        readonly field?: Field;
        /** How that field got lost on the way to the message, if it did. */
        readonly way?: KeyLost['way'];
      }
    | { readonly schedule: Schedule };
  readonly span: Span;
}
