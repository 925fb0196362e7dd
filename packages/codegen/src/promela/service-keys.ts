/** By which key services keep what they remember, and which other keys lead there: worked out from the model alone, apart from our own analysis. */
import { emissionsOf, itemsOf, namesOf, outcomesOf, retriesOf } from '@choreo/model';
import type { Choreography, Field, OutcomeItem, Participant, Reaction } from '@choreo/model';
import { leavesOf } from './leaves.ts';

type FieldsOf = (message: string) => readonly Field[];

export function fieldsIn(choreography: Choreography): FieldsOf {
  const { messages, allFields } = namesOf(choreography);
  return id => {
    const declared = messages.get(id);
    return declared ? allFields(declared) : [];
  };
}

/** The keys of a message one of which has to lead to an instance before the reaction can fire; none where it needs none, or has it anyway. */
export function followedBy(choreography: Choreography, reaction: Reaction, message: string): readonly string[] {
  const service = choreography.participants.find(({ name }) => name === reaction.participant);
  const fieldsOf = fieldsIn(choreography);
  const key = service ? keyOf(service, fieldsOf) : [];
  const fields = fieldsOf(message);
  if (!service || key.length === 0 || !keepsSomething(reaction)) return [];
  if (fields.some(({ name }) => key.includes(name))) return [];
  const emitted = emissionsOf(reaction).map(one => one.message);
  const keys = fields.filter(({ key: isKey }) => isKey).map(({ name }) => name);
  const leading = keys.filter(name =>
    [...namesOf(choreography).messages.keys()].some(
      linking =>
        leadsTo(service, fieldsOf, linking, name) &&
        (!emitted.includes(linking) || isSeenOtherwise(service, reaction, linking)),
    ),
  );
  const keepsWhenRefused = retriesOf(reaction).some(({ bound }) => bound && itemsOf([bound.otherwise]).some(isKept));
  return keepsWhenRefused || isOfSeveral(reaction, key, fieldsOf) ? [] : leading;
}

/** Whether a message has the key of a service and another one, and the service takes or emits it. */
export function leadsTo(service: Participant, fieldsOf: FieldsOf, message: string, other: string): boolean {
  const key = keyOf(service, fieldsOf);
  const fields = fieldsOf(message);
  if (key.length === 0 || key.includes(other)) return false;
  const hasBoth =
    key.every(name => fields.some(field => field.name === name && !field.optional)) &&
    fields.some(field => field.name === other && field.key);
  return hasBoth && isSeenOtherwise(service, undefined, message);
}

/** Whether a service takes or emits a message, otherwise than by what one of its reactions emits. */
function isSeenOtherwise(
  { reactions, schedules, emits }: Participant,
  but: Reaction | undefined,
  message: string,
): boolean {
  return (
    emits.some(entry => entry.message === message) ||
    reactions.some(({ trigger }) => trigger.messages.some(ref => ref.message === message)) ||
    [...reactions, ...schedules].some(
      source => source !== but && emissionsOf(source).some(one => one.message === message),
    )
  );
}

/** By which a service keeps what it remembers; empty where there is one instance for all. */
export function keyOf({ keptBy, reactions }: Participant, fieldsOf: FieldsOf): readonly string[] {
  if (keptBy) return keptBy.fields.map(({ field }) => field);
  const shared = (some: readonly Reaction[]): readonly string[] | undefined => {
    const ids = new Set(some.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message)));
    const sets = [...ids]
      .map(id => fieldsOf(id).flatMap(({ key, name }) => (key ? [name] : [])))
      .filter(({ length }) => length > 0);
    const common = (sets[0] ?? []).filter(name => sets.every(set => set.includes(name)));
    return common.length > 0 ? common : undefined;
  };
  const first = reactions
    .filter(keepsSomething)
    .flatMap(({ trigger }) => trigger.messages.map(({ message }) => fieldsOf(message).filter(({ key }) => key)))
    .find(({ length }) => length > 0);
  return shared(reactions) ?? shared(reactions.filter(keepsSomething)) ?? first?.map(({ name }) => name) ?? [];
}

/** Whether a reaction asks, sets, counts, joins or times anything that belongs to an instance. */
export function keepsSomething(reaction: Reaction): boolean {
  const { trigger, by, atMost } = reaction;
  const isOfInstance = atMost !== undefined || (trigger.kind === 'all' && !by);
  return isOfInstance || itemsOf(outcomesOf(reaction)).some(isKept) || asksState(reaction);
}

function asksState(reaction: Reaction): boolean {
  const { guard, body } = reaction;
  const inItems = itemsOf(outcomesOf(reaction)).flatMap(item => {
    if (item.kind === 'set') return [item.value];
    return item.kind === 'emit' ? (item.contents?.given ?? []).map(({ value }) => value) : [];
  });
  const inBranches = body.kind === 'branches' ? body.branches.map(branch => branch.guard) : [];
  return [guard, ...inBranches, ...inItems].some(one => one && leavesOf(one).some(({ kind }) => kind === 'state'));
}

function isKept(item: OutcomeItem): boolean {
  return item.kind === 'set' || item.kind === 'cancel' || item.after !== undefined;
}

/** Whether a reaction begins an instance: it emits its key, and keeps nothing without that. */
export function begins(choreography: Choreography, reaction: Reaction): boolean {
  const service = choreography.participants.find(({ name }) => name === reaction.participant);
  const fieldsOf = fieldsIn(choreography);
  const key = service ? keyOf(service, fieldsOf) : [];
  if (key.length === 0 || reaction.trigger.kind === 'all' || reaction.atMost || asksState(reaction)) return false;
  const names = ({ message }: { readonly message: string }): boolean =>
    key.every(name => fieldsOf(message).some(field => field.name === name && !field.optional));
  const isSure = (item: OutcomeItem): boolean =>
    item.kind === 'emit' && !item.after && (item.multiplicity === 'one' || item.multiplicity === 'some') && names(item);
  return (
    emissionsOf(reaction).some(names) &&
    outcomesOf(reaction).every(({ alternatives }) =>
      alternatives.every(({ items }) => !items.some(isKept) || items.some(isSure)),
    )
  );
}

/** Whether a join by another key can be of several instances. */
function isOfSeveral({ by, trigger }: Reaction, key: readonly string[], fieldsOf: FieldsOf): boolean {
  if (!by || trigger.kind !== 'all' || (key.length === 1 && key[0] === by.field)) return false;
  const ids = [...new Set(trigger.messages.map(({ message }) => message))];
  const own = ids.filter(id => key.every(name => fieldsOf(id).some(field => field.name === name && !field.optional)));
  return (
    own.length > 1 ||
    ids.some(id => !own.includes(id) && !fieldsOf(id).some(({ name, key: isKey }) => isKey && name === by.field))
  );
}
