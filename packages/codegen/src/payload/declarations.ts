/** Finds the declarations that a project needs, in an order in which their schemas can be written. */
import type { Choreography, EnumType, Field, Message, RecordType } from '@choreo/model';
import { emissionsOf } from '@choreo/model';
import type { Naming } from '../names/naming.ts';
import { mentionedTypes } from './schema-code.ts';

export interface Declarations {
  readonly types: readonly (RecordType | EnumType)[];
  readonly messages: readonly Message[];
}

/** All declarations of this choreography, and the lent ones that it uses. */
export function neededDeclarations(choreography: Choreography, naming: Naming): Declarations {
  const named = new Set<string>();
  for (const participant of choreography.participants) {
    for (const entry of [...participant.emits, ...participant.receives]) named.add(entry.message);
    for (const reaction of participant.reactions) {
      for (const { message } of reaction.trigger.messages) named.add(message);
      for (const { message } of emissionsOf(reaction)) named.add(message);
    }
    for (const schedule of participant.schedules) for (const { message } of emissionsOf(schedule)) named.add(message);
  }
  const messages = distinct([
    ...choreography.messages,
    ...choreography.used.messages.filter(({ id }) => named.has(id)),
  ]);
  const types: (RecordType | EnumType)[] = [];
  const visited = new Set<string>();
  // Depth first, so that a type comes after the types that it uses, except in cycles.
  const visit = (id: string): void => {
    const type = naming.names.types.get(id);
    if (!type || visited.has(id)) return;
    visited.add(id);
    if (type.kind === 'record') visitFields(naming.names.allFields(type));
    types.push(type);
  };
  const visitFields = (fields: readonly Field[]): void => {
    for (const field of fields) for (const id of mentionedTypes(field.type)) visit(id);
  };
  for (const { id } of choreography.types) visit(id);
  for (const message of messages) visitFields(naming.names.allFields(message));
  return { types, messages };
}

function distinct<T extends { readonly id: string }>(declarations: readonly T[]): readonly T[] {
  const byId = new Map<string, T>();
  for (const declaration of declarations) if (!byId.has(declaration.id)) byId.set(declaration.id, declaration);
  return [...byId.values()];
}
