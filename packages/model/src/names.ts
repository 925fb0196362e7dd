/** Looking things up in a choreography by id. */
import type { Choreography } from './choreography.ts';
import type { Message } from './message.ts';
import type { Participant, Reaction } from './participant.ts';
import type { EnumType, Field, RecordType } from './payload.ts';

/** Maps over one choreography. If an id is declared twice, the first declaration counts. */
export interface Names {
  readonly messages: ReadonlyMap<string, Message>;
  readonly types: ReadonlyMap<string, RecordType | EnumType>;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly reactions: ReadonlyMap<string, Reaction>;
  /** The fields of a message or record, inherited ones first. A cycle of `extends` is followed once. */
  allFields(declaration: Message | RecordType): readonly Field[];
}

const known = new WeakMap<Choreography, Names>();

/** The maps of a choreography, made once for each. */
export function namesOf(choreography: Choreography): Names {
  let names = known.get(choreography);
  if (!names) {
    names = createNames(choreography);
    known.set(choreography, names);
  }
  return names;
}

function createNames(choreography: Choreography): Names {
  const messages = byId([...choreography.messages, ...choreography.used.messages]);
  const types = byId([...choreography.types, ...choreography.used.types]);
  const participants = new Map<string, Participant>();
  const reactions = new Map<string, Reaction>();
  for (const participant of choreography.participants) {
    if (!participants.has(participant.name)) participants.set(participant.name, participant);
    for (const reaction of participant.reactions) {
      if (!reactions.has(reaction.id)) reactions.set(reaction.id, reaction);
    }
  }
  const fields = new Map<Message | RecordType, readonly Field[]>();
  const allFields = (declaration: Message | RecordType): readonly Field[] => {
    const cached = fields.get(declaration);
    if (cached) return cached;
    // Most messages inherit nothing, and declare no field twice.
    if (!declaration.base && areDistinct(declaration.fields)) return declaration.fields;
    const chain: (Message | RecordType)[] = [];
    for (let next: Message | RecordType | undefined = declaration; next && !chain.includes(next);) {
      chain.unshift(next);
      const base: string | undefined = next.base?.id;
      const type: RecordType | EnumType | undefined = base === undefined ? undefined : types.get(base);
      next = base === undefined ? undefined : (messages.get(base) ?? (type?.kind === 'record' ? type : undefined));
    }
    // A field declared again further down replaces the inherited one in its place.
    const all = [...new Map(chain.flatMap(link => link.fields).map(field => [field.name, field])).values()];
    fields.set(declaration, all);
    return all;
  };
  return { messages, types, participants, reactions, allFields };
}

function areDistinct(fields: readonly Field[]): boolean {
  return fields.length < 2 || new Set(fields.map(field => field.name)).size === fields.length;
}

function byId<T extends { readonly id: string }>(declarations: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const declaration of declarations) if (!map.has(declaration.id)) map.set(declaration.id, declaration);
  return map;
}
