/** What the model fills in of a message as it is emitted: given fields, and those that `...` copies from the trigger. */
import type { Expression } from './expression.ts';
import type { Names } from './names.ts';
import type { Emission } from './outcome.ts';
import type { Entry, Reaction } from './participant.ts';
import type { Field, TypeRef } from './payload.ts';

/** A field with what it is filled with, in the terms of the reaction. */
export interface FilledField {
  readonly field: Field;
  readonly value: Expression;
  /** By `...`. */
  readonly isCopied: boolean;
}

/** In the order of the message's fields. A field that the message does not have is left out; of one given twice the first counts. */
export function filledFields(
  { message: id, contents }: Emission | Entry,
  reaction: Reaction | undefined,
  names: Names,
): readonly FilledField[] {
  const message = names.messages.get(id);
  if (!contents || !message) return [];
  const { copySpan, given } = contents;
  return names.allFields(message).flatMap((field): readonly FilledField[] => {
    const own = given.find(({ name }) => name === field.name);
    if (own) return [{ field, value: own.value, isCopied: false }];
    const source = copySpan && reaction && copySource(field, reaction, names);
    if (!source) return [];
    const { message: from } = source;
    const value: Expression = {
      kind: 'field',
      path: [field.name],
      span: copySpan,
      ...(from === undefined ? {} : { message: from }),
    };
    return [{ field, value, isCopied: true }];
  });
}

/**
 * From where `...` copies a field: `message` is undefined where each of the messages that can be the trigger has it. Undefined where no
 * trigger has it under that name and type, or where several messages of a join have it: it would not be said which is meant.
 */
export function copySource(
  field: Field,
  reaction: Reaction,
  names: Names,
): { readonly message: string | undefined } | undefined {
  const { triggers, having, fitting } = triggersWith(field, reaction, names);
  const [first] = fitting;
  if (!first) return undefined;
  if (reaction.trigger.kind !== 'all') {
    if (fitting.length < triggers.length) return undefined;
    return { message: triggers.length > 1 ? undefined : first.id };
  }
  // A key that they share is the same in all of them, as is the field by which they are joined.
  const isShared = reaction.by?.field === field.name || having.every(({ own }) => own.key);
  return having.length === 1 || isShared ? { message: first.id } : undefined;
}

/** The messages of a join from which `...` could copy a field, where it copies it from none of them since several have it. */
export function copyChoices(field: Field, reaction: Reaction, names: Names): readonly string[] {
  if (reaction.trigger.kind !== 'all' || copySource(field, reaction, names)) return [];
  return triggersWith(field, reaction, names).fitting.map(({ id }) => id);
}

/** Those with a field of that name, and those of them from which it can be filled. */
function triggersWith(field: Field, { trigger }: Reaction, names: Names) {
  const triggers = [...new Set(trigger.messages.map(({ message }) => message))];
  const having = triggers.flatMap(id => {
    const message = names.messages.get(id);
    const own = message && names.allFields(message).find(({ name }) => name === field.name);
    return own ? [{ id, own }] : [];
  });
  return { triggers, having, fitting: having.filter(({ own }) => fits(own, field)) };
}

/** What may be missing cannot fill what must be there. */
function fits(source: Field, target: Field): boolean {
  return isSameType(source.type, target.type) && (!source.optional || target.optional);
}

function isSameType(one: TypeRef, other: TypeRef): boolean {
  switch (one.kind) {
    case 'builtin':
      return other.kind === 'builtin' && one.name === other.name;
    case 'record':
    case 'enum':
      return other.kind === one.kind && one.id === other.id;
    case 'array':
      return other.kind === 'array' && isSameType(one.element, other.element);
    case 'map':
      return other.kind === 'map' && isSameType(one.value, other.value);
    case 'unresolved':
      return false;
    default:
      return one satisfies never;
  }
}
