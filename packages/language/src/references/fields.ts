/** Finds fields: those of a declaration and all that it extends, and those that a reaction gets from its triggers. */
import { AstUtils } from 'langium';
import { isEmission, isEntry, isMessage, isMessageRef, isRecordType } from '../generated/ast.ts';
import type { Extensible, Field, Message, Reaction, Service } from '../generated/ast.ts';
import { isNamed } from './named.ts';

/** All fields by name, inherited ones first. A cycle of `extends` is followed once. */
export function fieldsOf(declaration: Extensible): ReadonlyMap<string, Field> {
  const chain: Extensible[] = [];
  for (let next: Extensible | undefined = declaration; next && !chain.includes(next); next = next.base?.ref) {
    chain.unshift(next);
  }
  const fields = new Map<string, Field>();
  for (const field of chain.flatMap(link => link.fields)) if (isNamed(field)) fields.set(field.name, field);
  return fields;
}

/** The record type of a field; undefined for an array, a map, an enum or a built-in type. */
export function recordOf(field: Field): Extensible | undefined {
  const type = field.type;
  if (!type || type.arrays.length > 0 || type.isMap) return undefined;
  const declared = type.declared?.ref;
  return isRecordType(declared) ? declared : undefined;
}

export interface TriggerField {
  readonly field: Field;
  /** The trigger that has the field; undefined if any trigger can have it (`A or B`). */
  readonly message?: Message;
}

/**
 * The fields that a bare name can refer to in a reaction. With one trigger: its fields. With `A or B`: the fields that both
 * have. In a join: the fields that only one message has, and the shared key.
 */
export function triggerFields(reaction: Reaction): ReadonlyMap<string, TriggerField> {
  const messages = triggerMessages(reaction);
  const result = new Map<string, TriggerField>();
  const join = isJoin(reaction);
  const all = messages.map(message => [message, fieldsOf(message)] as const);
  for (const [message, fields] of all) {
    for (const [name, field] of fields) {
      if (result.has(name)) continue;
      const owners = all.filter(([, others]) => others.has(name));
      if (all.length === 1) result.set(name, { field, message });
      else if (join && (owners.length === 1 || owners.every(([, others]) => others.get(name)?.key))) {
        result.set(name, { field, message });
      } else if (!join && owners.length === all.length) result.set(name, { field });
    }
  }
  return result;
}

/** `on A and B`. */
export function isJoin({ trigger }: Reaction): boolean {
  return trigger !== undefined && trigger.messages.length > 1 && trigger.join.length > 0;
}

/** The triggers that are declared. */
export function triggerMessages(reaction: Reaction): readonly Message[] {
  return (reaction.trigger?.messages ?? []).flatMap(({ message }) => (isMessage(message?.ref) ? [message.ref] : []));
}

/** What a service takes, then what it emits, as far as it is declared. */
export function messagesOfService(service: Service): ReadonlySet<Message> {
  const refs = [...AstUtils.streamAllContents(service)].filter(
    node => isMessageRef(node) || isEmission(node) || isEntry(node),
  );
  const taken = refs.filter(isMessageRef);
  const ordered = [...taken, ...refs.filter(node => !isMessageRef(node))];
  return new Set(ordered.flatMap(({ message }) => (isMessage(message?.ref) ? [message.ref] : [])));
}
