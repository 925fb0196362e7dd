/**
 * Which instance of a service a message belongs to: by the service's key, or by another key that a message with both has linked
 * to it.
 */
import type { CloudEvent } from './cloud-event.ts';
import { caseOf, keyOf, nameOfKey, parsePayload, type Contract, type InstanceKey } from './contract.ts';
import type { Effect, StateValues } from './effect.ts';
import type { FindsInstance, Reaction } from './reaction.ts';
import type { Entries, ServiceDefinition } from './service-definition.ts';
import type { Link } from './store.ts';

/** Where one reaction to a message finds what the service keeps. */
export interface Place<S> {
  readonly reaction: Reaction<S>;
  /** Undefined if there is none (yet). */
  readonly caseName: string | undefined;
  /** The key of the instance; empty where it has none. */
  readonly key: InstanceKey;
  /** `begins`: what it emits decides the instance. `missing`: it needs one, and nothing has linked the message to one. */
  readonly kind: 'found' | 'free' | 'begins' | 'missing';
  /** For a join, the case that collects the messages. */
  readonly buffer: string | undefined;
}

type Definition<S extends StateValues, E extends Entries> = ServiceDefinition<S, E>;

/** The reactions to a message, each with the contract of the message. */
export function reactionsTo<S extends StateValues, E extends Entries>(
  service: Definition<S, E>,
  { type }: CloudEvent,
): readonly { readonly reaction: Reaction<S>; readonly contract: Contract }[] {
  return service.reactions.flatMap(reaction => {
    const contract = reaction.contracts.find(candidate => candidate.type === type);
    return contract ? [{ reaction, contract }] : [];
  });
}

/** The links that a message makes once the service has taken or emitted it. */
export function linksBy<S extends StateValues, E extends Entries>(
  { key, links = [] }: Definition<S, E>,
  event: CloudEvent,
): readonly Link[] {
  const linking = links.find(({ by }) => by.type === event.type);
  const instance = linking && keyOf(event.data, key ?? []);
  return instance ? namesOf(event, linking.keys).map(name => ({ name, key: instance })) : [];
}

/** The names of the links by which reactions look for the instance of a message. */
export function lookupsOf<S extends StateValues, E extends Entries>(
  service: Definition<S, E>,
  event: CloudEvent,
): readonly string[] {
  if (service.key === undefined || keyOf(event.data, service.key)) return [];
  return reactionsTo(service, event).flatMap(({ reaction, contract }) => namesOf(event, leading(reaction, contract)));
}

/** The place of each reaction to a message. */
export async function placesOf<S extends StateValues, E extends Entries>(
  service: Definition<S, E>,
  event: CloudEvent,
  linked: (name: string) => Promise<InstanceKey | undefined>,
): Promise<readonly Place<S>[]> {
  const found = new Map<string, InstanceKey>();
  for (const name of new Set(lookupsOf(service, event))) {
    const key = await linked(name);
    if (key) found.set(name, key);
  }
  return reactionsTo(service, event).map(({ reaction, contract }) => {
    const instance = instanceFor(reaction, contract, event, service.key, found);
    const { join } = reaction;
    return { reaction, ...instance, buffer: join?.by ? caseOf(event, join.by) : join && instance.caseName };
  });
}

function instanceFor(
  reaction: FindsInstance,
  contract: Contract,
  event: CloudEvent,
  keptBy: readonly string[] | undefined,
  found: ReadonlyMap<string, InstanceKey>,
): Pick<Place<never>, 'caseName' | 'key' | 'kind'> {
  if (keptBy === undefined) return { caseName: caseOf(event, contract.key), key: {}, kind: 'found' };
  const own = keyOf(event.data, keptBy);
  if (own) return { caseName: nameOfKey(own), key: own, kind: 'found' };
  if (reaction.isFree) return { caseName: undefined, key: {}, kind: 'free' };
  const by = leading(reaction, contract);
  if (by.length > 0) {
    const name = namesOf(event, by).find(candidate => found.has(candidate));
    const key = name === undefined ? undefined : found.get(name);
    if (!key) return { caseName: undefined, key: {}, kind: 'missing' };
    return { caseName: nameOfKey(key), key, kind: 'found' };
  }
  if (reaction.begins) return { caseName: undefined, key: {}, kind: 'begins' };
  return { caseName: caseOf(event, keptBy), key: {}, kind: 'found' };
}

/** Of messages that a join has collected, one that has the service's key decides the instance more exactly than a link. */
export function placeOfJoined<S>(
  arrival: Place<S>,
  events: readonly CloudEvent[],
  keptBy: readonly string[] | undefined,
  loaded: ReadonlyMap<string, unknown>,
): Place<S> {
  const [key] = ownKeysOf(events, keptBy);
  const caseName = key && nameOfKey(key);
  return key && caseName !== undefined && loaded.has(caseName) ? { ...arrival, caseName, key } : arrival;
}

/** The instances of those messages that have the service's key. */
export function ownKeysOf(
  events: readonly CloudEvent[],
  keptBy: readonly string[] | undefined,
): readonly InstanceKey[] {
  if (keptBy === undefined) return [];
  return events.map(event => keyOf(event.data, keptBy)).filter(key => key !== undefined);
}

/** The instances that a reaction begins with these effects, each with its share of them. */
export function beginningsOf(
  keptBy: readonly string[],
  effects: readonly Effect[],
): readonly { readonly caseName: string | undefined; readonly effects: readonly Effect[] }[] {
  const nameOf = (contract: Contract, data: unknown): string | undefined => {
    const key = keyOf(parsePayload(contract, data), keptBy);
    return key && nameOfKey(key);
  };
  const named = effects.flatMap(effect =>
    effect.kind === 'publish' ? (nameOf(effect.contract, effect.data) ?? []) : [],
  );
  const [first, ...others] = new Set(named);
  const isOf = (effect: Effect, caseName: string | undefined): boolean => {
    if (effect.kind === 'publish') return caseName === first;
    if (effect.kind !== 'later') return true;
    const wanted = nameOf(effect.contract, effect.data);
    return caseName === (wanted !== undefined && named.includes(wanted) ? wanted : first);
  };
  return [first, ...others].map(caseName => ({ caseName, effects: effects.filter(effect => isOf(effect, caseName)) }));
}

/** The keys of the message that lead to an instance of the reaction. */
function leading({ linkedBy = [] }: FindsInstance, { key }: Contract): readonly string[] {
  return linkedBy.filter(field => key.includes(field));
}

function namesOf(event: CloudEvent, fields: readonly string[]): readonly string[] {
  return fields.flatMap(field => {
    const key = keyOf(event.data, [field]);
    return key ? [nameOfKey(key)] : [];
  });
}
