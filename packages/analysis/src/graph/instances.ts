/**
 * The instances of services: by which key each service keeps its states, joins, timers and limits, and how a message finds the
 * instance that it belongs to.
 */
import { emissionsOf, itemsOf, namesOf, outcomesOf, retriesOf } from '@choreo/model';
import type { Alternative, Choreography, Field, Names, Participant, Reaction, Schedule } from '@choreo/model';
import { readsState } from '../expressions/leaves.ts';
import { messagesSeenBy } from './messages-of.ts';

/** How a reaction finds the instance of the message that it fires on. */
export type WayToInstance =
  /** It needs none: it touches nothing that the service keeps. */
  | { readonly kind: 'free' }
  /** The message has the key, or there is one instance for all cases. */
  | { readonly kind: 'own' }
  /** By these keys of the message, once another message has linked one of them to an instance. */
  | { readonly kind: 'linked'; readonly keys: readonly string[] }
  /** It emits a message with the key, and so begins the instance. */
  | { readonly kind: 'begins' }
  | { readonly kind: 'none'; readonly why: NoInstance };

/** Why there can be no instance. */
export type NoInstance =
  /** The message lacks these fields of the key, and no other key of it is ever linked. */
  | { readonly kind: 'lacking'; readonly fields: readonly string[] }
  /** It has only a part of the key. */
  | { readonly kind: 'part'; readonly fields: readonly string[] }
  /** A field of the key can be missing. */
  | { readonly kind: 'optional'; readonly field: Field }
  /** No message of the service has a key. */
  | { readonly kind: 'no-key' }
  /** It could begin an instance, but asks for its state. */
  | { readonly kind: 'asks-first' }
  /** It could begin an instance, but this alternative keeps something and emits no message with the key. */
  | { readonly kind: 'alternative'; readonly alternative: Alternative }
  /** It may find no instance, and keeps something when it has refused the message often enough. */
  | { readonly kind: 'refused'; readonly alternative: Alternative }
  /** A join by another key: its messages can belong to several instances. */
  | { readonly kind: 'join'; readonly by: string };

export interface ServiceInstances {
  readonly participant: Participant;
  /** Whether it keeps anything. */
  readonly isKeeping: boolean;
  /** Names of the fields; empty if there is one instance for all cases. */
  readonly key: readonly string[];
  /** Whether the model means one instance for all cases: `by nothing`, or no message of the choreography has a key. */
  readonly isOne: boolean;
  /** By message that the service takes or emits: its other keys, which lead to the instance from then on. Only those that are followed. */
  readonly links: ReadonlyMap<string, readonly string[]>;
  wayOf(reaction: Reaction, message: string): WayToInstance;
}

const known = new WeakMap<Choreography, ReadonlyMap<string, ServiceInstances>>();

/** By participant; without actors. Made once for each choreography. */
export function instancesOf(choreography: Choreography): ReadonlyMap<string, ServiceInstances> {
  let instances = known.get(choreography);
  if (!instances) {
    const names = namesOf(choreography);
    const isSketch = !hasKeys(names);
    instances = new Map(
      choreography.participants
        .filter(({ kind }) => kind !== 'actor')
        .map(participant => [participant.name, instancesIn(participant, names, isSketch)]),
    );
    known.set(choreography, instances);
  }
  return instances;
}

/** As declared, since what messages inherit is declared too, and a chain of them may be long. */
function hasKeys({ messages, types }: Names): boolean {
  for (const { fields } of messages.values()) if (fields.some(({ key }) => key)) return true;
  for (const type of types.values()) if (type.kind === 'record' && type.fields.some(({ key }) => key)) return true;
  return false;
}

/** The keys by which the service could keep its state so that each of its reactions finds an instance. */
export function keysThatFit(participant: Participant, choreography: Choreography): readonly string[] {
  const { messages, allFields } = namesOf(choreography);
  const keys = participant.reactions.flatMap(({ trigger }) =>
    trigger.messages.flatMap(({ message: id }) => {
      const message = messages.get(id);
      return message ? keysOf(allFields(message)) : [];
    }),
  );
  return [...new Set(keys)].filter(field => {
    const keptBy = { fields: [{ field, span: participant.nameSpan }], span: participant.nameSpan };
    const { wayOf } = instancesIn({ ...participant, keptBy }, namesOf(choreography), false);
    return participant.reactions.every(reaction =>
      reaction.trigger.messages.every(({ message }) => wayOf(reaction, message).kind !== 'none'),
    );
  });
}

/** Whether a reaction asks, sets, counts, joins or times anything that belongs to an instance. */
export function touchesInstance(reaction: Reaction): boolean {
  const { trigger, atMost, by } = reaction;
  return (
    atMost !== undefined ||
    (trigger.kind === 'all' && !by) ||
    asksState(reaction) ||
    itemsOf(outcomesOf(reaction)).some(isKept)
  );
}

function instancesIn(participant: Participant, names: Names, isSketch: boolean): ServiceInstances {
  const { keptBy, reactions, schedules, states } = participant;
  const isKeeping =
    states.length > 0 || [...reactions.filter(touchesInstance), ...schedules.filter(setsOrCancels)].length > 0;
  const fieldsOf = (id: string): readonly Field[] => {
    const message = names.messages.get(id);
    return message ? names.allFields(message) : [];
  };
  const isOne = (keptBy ? keptBy.fields.length === 0 : isSketch) || !isKeeping;
  const key = isOne ? [] : keptBy ? keptBy.fields.map(({ field }) => field) : commonKey(participant, fieldsOf);
  const context: Context = { participant, key, fieldsOf };
  const linking = isOne || key.length === 0 ? new Map<string, readonly string[]>() : linksOf(context);
  const ways = new Map<Reaction, Map<string, WayToInstance>>();
  for (const reaction of reactions) {
    const messages = new Set(reaction.trigger.messages.map(({ message }) => message));
    const wayOf = (message: string): WayToInstance => {
      if (isOne) return isKeeping ? own : free;
      return touchesInstance(reaction) ? wayFor(reaction, message, context, linking) : free;
    };
    ways.set(reaction, new Map([...messages].map(message => [message, wayOf(message)])));
  }
  const followed = new Set(
    [...ways.values()].flatMap(of => [...of.values()].flatMap(way => (way.kind === 'linked' ? way.keys : []))),
  );
  const links = new Map(
    [...linking].flatMap(([message, keys]) => {
      const those = keys.filter(one => followed.has(one));
      return those.length > 0 ? [[message, those] as const] : [];
    }),
  );
  return {
    participant,
    isKeeping,
    key,
    isOne,
    links,
    wayOf: (reaction, message) => ways.get(reaction)?.get(message) ?? free,
  };
}

const free: WayToInstance = { kind: 'free' };
const own: WayToInstance = { kind: 'own' };

interface Context {
  readonly participant: Participant;
  readonly key: readonly string[];
  readonly fieldsOf: (message: string) => readonly Field[];
}

/**
 * The keys that all keyed messages of its reactions share. Where they share none, those that the messages share for which it keeps
 * something; and where these share none, those of the first, with which the others can be compared.
 */
function commonKey({ reactions }: Participant, fieldsOf: Context['fieldsOf']): readonly string[] {
  const shared = sharedKeys(reactions, fieldsOf);
  if (shared.common.length > 0) return shared.common;
  const kept = sharedKeys(reactions.filter(touchesInstance), fieldsOf);
  return kept.common.length > 0 ? kept.common : kept.first;
}

function sharedKeys(reactions: readonly Reaction[], fieldsOf: Context['fieldsOf']) {
  const messages = new Set(reactions.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message)));
  const [first = [], ...others] = [...messages]
    .map(message => keysOf(fieldsOf(message)))
    .filter(keys => keys.length > 0);
  return { first, common: first.filter(name => others.every(keys => keys.includes(name))) };
}

function keysOf(fields: readonly Field[]): readonly string[] {
  return fields.filter(({ key }) => key).map(({ name }) => name);
}

function carriesKey(message: string, { key, fieldsOf }: Context): boolean {
  const fields = fieldsOf(message);
  return key.every(name => fields.some(field => field.name === name && !field.optional));
}

/** By message that the service takes or emits and that has its key: the other keys that it has. */
function linksOf(context: Context): ReadonlyMap<string, readonly string[]> {
  const links = new Map<string, readonly string[]>();
  for (const message of messagesSeenBy(context.participant)) {
    if (!carriesKey(message, context)) continue;
    const others = keysOf(context.fieldsOf(message)).filter(name => !context.key.includes(name));
    if (others.length > 0) links.set(message, others);
  }
  return links;
}

function wayFor(
  reaction: Reaction,
  message: string,
  context: Context,
  linking: ReadonlyMap<string, readonly string[]>,
): WayToInstance {
  const { key, fieldsOf } = context;
  const fields = fieldsOf(message);
  if (key.length === 0) return none({ kind: 'no-key' });
  if (carriesKey(message, context)) return canDiffer(reaction, context) ? differs(reaction) : own;
  const having = key.flatMap(name => fields.find(field => field.name === name) ?? []);
  const optional = having.find(field => field.optional);
  if (optional) return none({ kind: 'optional', field: optional });
  const lacking = key.filter(name => !having.some(field => field.name === name));
  if (having.length > 0) return none({ kind: 'part', fields: lacking });
  const keys = keysOf(fields);
  const emitted = new Set(emissionsOf(reaction).map(one => one.message));
  // What the reaction itself emits comes too late for it, unless something else does so too.
  const leading = keys.filter(one =>
    [...linking].some(
      ([by, others]) => others.includes(one) && (!emitted.has(by) || isElsewhere(by, reaction, context)),
    ),
  );
  if (leading.length > 0) {
    if (canDiffer(reaction, context)) return differs(reaction);
    const refused = retriesOf(reaction)
      .flatMap(({ bound }) => bound?.otherwise.alternatives ?? [])
      .find(({ items }) => items.some(isKept));
    return refused ? none({ kind: 'refused', alternative: refused }) : { kind: 'linked', keys: leading };
  }
  if (!emissionsOf(reaction).some(one => carriesKey(one.message, context)) || reaction.trigger.kind === 'all')
    return none({ kind: 'lacking', fields: lacking });
  if (asksState(reaction) || reaction.atMost)
    return none(keys.length > 0 ? { kind: 'lacking', fields: lacking } : { kind: 'asks-first' });
  const alternative = outcomesOf(reaction)
    .flatMap(({ alternatives }) => alternatives)
    .find(one => one.items.some(isKept) && !beginsIn(one, context));
  return alternative ? none({ kind: 'alternative', alternative }) : { kind: 'begins' };
}

function none(why: NoInstance): WayToInstance {
  return { kind: 'none', why };
}

function differs({ by }: Reaction): WayToInstance {
  return none({ kind: 'join', by: by?.field ?? '' });
}

/** Whether the messages of a join by another key can belong to several instances, since two of them have the key themselves. */
function canDiffer({ by, trigger }: Reaction, context: Context): boolean {
  if (!by || trigger.kind !== 'all' || (context.key.length === 1 && context.key[0] === by.field)) return false;
  const messages = new Set(trigger.messages.map(({ message }) => message));
  const others = [...messages].filter(message => !carriesKey(message, context));
  const isLinkedBy = (message: string): boolean =>
    context.fieldsOf(message).some(({ name, key }) => key && name === by.field);
  return messages.size - others.length > 1 || !others.every(isLinkedBy);
}

/** Whether the service takes or emits a message otherwise than by this reaction's outcomes. */
function isElsewhere(message: string, reaction: Reaction, { participant }: Context): boolean {
  const { reactions, schedules, emits } = participant;
  return (
    emits.some(entry => entry.message === message) ||
    reactions.some(({ trigger }) => trigger.messages.some(one => one.message === message)) ||
    [...reactions, ...schedules].some(
      other => other !== reaction && emissionsOf(other).some(one => one.message === message),
    )
  );
}

function beginsIn({ items }: Alternative, context: Context): boolean {
  return items.some(
    item =>
      item.kind === 'emit' &&
      !item.after &&
      (item.multiplicity === 'one' || item.multiplicity === 'some') &&
      carriesKey(item.message, context),
  );
}

function isKept(item: Alternative['items'][number]): boolean {
  return item.kind === 'set' || item.kind === 'cancel' || item.after !== undefined;
}

/** Under `by nothing`, a schedule acts on the one instance; elsewhere it has none. */
function setsOrCancels(schedule: Schedule): boolean {
  return itemsOf([schedule.outcome]).some(item => item.kind !== 'emit');
}

function asksState({ guard, body, ...rest }: Reaction): boolean {
  if (guard && readsState(guard)) return true;
  if (body.kind === 'branches' && body.branches.some(branch => branch.guard && readsState(branch.guard))) return true;
  return itemsOf(outcomesOf({ ...rest, body })).some(item => {
    if (item.kind === 'set') return readsState(item.value);
    return item.kind === 'emit' && (item.contents?.given ?? []).some(({ value }) => readsState(value));
  });
}
