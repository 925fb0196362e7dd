/** Combines the fragments of all files of a choreography into one model, with the declarations of used choreographies. */
import type { BaseRef, Choreography, EnumType, Field, Message, RecordType, TypeRef, UsedMessage } from '@choreo/model';
import { emissionsOf } from '@choreo/model';
import { lentDeclarations } from './lent.ts';
import type { Fragment } from './lower-file.ts';

export interface Lender {
  readonly name: string;
  readonly fragments: readonly Fragment[];
  /** The files of other choreographies that use this one. */
  readonly otherUsers: readonly Fragment[];
}

/**
 * `lenders`: the choreographies that this one uses, directly or through others. `borrowers`: the files of choreographies
 * that use this one.
 */
export function assemble(
  name: string,
  fragments: readonly Fragment[],
  lenders: readonly Lender[],
  borrowers: readonly Fragment[],
): Choreography {
  return {
    name,
    files: fragments.map(fragment => fragment.uri),
    headers: fragments.flatMap(fragment => fragment.header ?? []),
    messages: fragments.flatMap(fragment => fragment.messages),
    types: fragments.flatMap(fragment => fragment.types),
    participants: fragments.flatMap(fragment => fragment.participants),
    channels: fragments.flatMap(fragment => fragment.channels),
    properties: fragments.flatMap(fragment => fragment.properties),
    scenarios: fragments.flatMap(fragment => fragment.scenarios),
    used: {
      messages: lenders.flatMap(lender => lentMessages(lender, name)),
      types: lenders.flatMap(lender => lentTypes(lender, name)),
    },
    ...(borrowers.length > 0 ? { lent: lentDeclarations(name, borrowers) } : {}),
  };
}

function lentMessages(lender: Lender, borrower: string): UsedMessage[] {
  const emitted = new Set<string>();
  const handled = new Set<string>();
  for (const participant of lender.fragments.flatMap(fragment => fragment.participants)) {
    for (const { message, after } of participant.emits) {
      emitted.add(message);
      for (const answered of after ?? []) handled.add(answered.message);
    }
    for (const receipt of participant.receives) handled.add(receipt.message);
    for (const source of [...participant.reactions, ...participant.schedules]) {
      for (const emission of emissionsOf(source)) emitted.add(emission.message);
    }
    for (const reaction of participant.reactions) {
      for (const { message } of reaction.trigger.messages) handled.add(message);
    }
  }
  // If a choreography only declares messages, its users emit and receive them.
  const elsewhere = lentDeclarations(lender.name, lender.otherUsers);
  for (const id of elsewhere.emitted) emitted.add(id);
  for (const id of elsewhere.handled) handled.add(id);
  return lender.fragments.flatMap(fragment =>
    fragment.messages.map((message): UsedMessage => ({
      ...lend(message, lender.name, borrower),
      emittedThere: emitted.has(message.id),
      handledThere: handled.has(message.id),
    })),
  );
}

function lentTypes(lender: Lender, borrower: string): (RecordType | EnumType)[] {
  return lender.fragments.flatMap(fragment =>
    fragment.types.map(type =>
      type.kind === 'enum'
        ? { ...type, id: seenFrom(borrower, lender.name, type.id) }
        : lend(type, lender.name, borrower),
    ),
  );
}

function lend<T extends Message | RecordType>(declaration: T, lender: string, borrower: string): T {
  const rename = (id: string) => seenFrom(borrower, lender, id);
  const base: BaseRef | undefined = declaration.base && { ...declaration.base, id: rename(declaration.base.id) };
  const fields = declaration.fields.map((field): Field => ({ ...field, type: renameType(field.type, rename) }));
  return { ...declaration, id: rename(declaration.id), fields, ...(base ? { base } : {}) };
}

/** The id of a lender's declaration in the borrower's model. */
function seenFrom(borrower: string, lender: string, id: string): string {
  if (!id.includes('.')) return `${lender}.${id}`;
  return id.startsWith(`${borrower}.`) ? id.slice(borrower.length + 1) : id;
}

function renameType(type: TypeRef, rename: (id: string) => string): TypeRef {
  switch (type.kind) {
    case 'record':
    case 'enum':
      return { kind: type.kind, id: rename(type.id) };
    case 'array':
      return { kind: 'array', element: renameType(type.element, rename) };
    case 'map':
      return { kind: 'map', value: renameType(type.value, rename) };
    case 'builtin':
    case 'unresolved':
      return type;
    default:
      return type satisfies never;
  }
}
