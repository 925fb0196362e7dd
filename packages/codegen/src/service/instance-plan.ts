/** Plans how a service finds its instances: its key, the messages that link other keys to it, and what each reaction needs. */
import { instancesOf } from '@choreo/analysis';
import type { ServiceInstances } from '@choreo/analysis';
import type { Choreography, Field, Participant, Reaction } from '@choreo/model';
import type { Naming } from '../names/naming.ts';
import { payloadFields } from '../payload/payload-fields.ts';

export interface InstancePlan {
  /** The fields of the key; empty if there is one instance for all cases, undefined if nothing is kept by a key. */
  readonly key: readonly string[] | undefined;
  /** The messages that link, with the keys that lead to the instance from then on. */
  readonly links: ReadonlyMap<string, readonly string[]>;
  /** The key as the messages that link have it: its fields are the same in all of them. */
  readonly linkedKey: readonly Field[];
  needsOf(reaction: Reaction): InstanceNeeds;
}

/** What a reaction needs where its message lacks the key. */
export interface InstanceNeeds {
  /** The other keys by which it finds the instance. */
  readonly linkedBy: readonly string[];
  /** Whether every message has the key or is linked, so that the key is known whenever the reaction fires. */
  readonly knowsKey: boolean;
  readonly begins: boolean;
  /** It needs no instance, and not every message of it has the key. */
  readonly isFree: boolean;
  /** A message can never find an instance, which was allowed: it counts for its own flow. */
  readonly isLost: boolean;
}

export function planInstances(participant: Participant, choreography: Choreography, naming: Naming): InstancePlan {
  const instances = instancesOf(choreography).get(participant.name);
  const key = instances && keyOf(instances);
  const links = instances?.links ?? new Map<string, readonly string[]>();
  const fieldsOf = (id: string): readonly Field[] => {
    const message = naming.names.messages.get(id);
    return message ? payloadFields(message, naming) : [];
  };
  const carriesKey = (id: string): boolean =>
    (key ?? []).every(name => fieldsOf(id).some(field => field.name === name && !field.optional));
  const [first = [], ...others] = [...links.keys()].map(fieldsOf);
  return {
    key,
    links,
    linkedKey: first.filter(({ name, type }) => {
      const isSame = (field: Field): boolean =>
        field.name === name && JSON.stringify(field.type) === JSON.stringify(type);
      return key?.includes(name) && others.every(fields => fields.some(isSame));
    }),
    needsOf(reaction) {
      const messages = reaction.trigger.messages.map(({ message }) => message);
      const ways = messages.flatMap(message => instances?.wayOf(reaction, message) ?? []);
      const linkedBy = ways.flatMap(way => (way.kind === 'linked' ? way.keys : []));
      return {
        linkedBy: [...new Set(linkedBy)],
        knowsKey: linkedBy.length > 0 && ways.every(({ kind }) => kind === 'own' || kind === 'linked'),
        begins: ways.some(({ kind }) => kind === 'begins'),
        isFree: key !== undefined && ways.every(({ kind }) => kind === 'free') && !messages.every(carriesKey),
        isLost: ways.some(({ kind }) => kind === 'none'),
      };
    },
  };
}

/** In a sketch without keys, each flow has its own state. */
function keyOf({ key, isKeeping, isOne, participant }: ServiceInstances): readonly string[] | undefined {
  if (key.length > 0) return key;
  return isKeeping && isOne && participant.keptBy ? [] : undefined;
}
