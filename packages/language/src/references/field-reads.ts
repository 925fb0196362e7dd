/**
 * All declarations that one name in the text reads. The reference is linked to the first one only: `total` in a reaction to
 * `A or B` reads the fields of both messages, as do names in `by` and `ordered by`; `service S by k` reads those of all that it takes and emits.
 */
import { AstUtils } from 'langium';
import type { AstNode, Reference } from 'langium';
import {
  isByClause,
  isChannel,
  isField,
  isKeyField,
  isNamePart,
  isOrdering,
  isReaction,
  isService,
} from '../generated/ast.ts';
import type { Channel, Field, NamePart, Reaction, Service } from '../generated/ast.ts';
import { fieldsOf, messagesOfService, recordOf, triggerMessages } from './fields.ts';

/** The fields that the reference reads, the linked one first; empty if it is not linked to a field. */
export function fieldsReadBy(reference: Reference): readonly Field[] {
  const linked = reference.ref;
  const container = reference.$refNode?.astNode;
  if (!isField(linked) || !container) return [];
  return [...new Set([linked, ...fieldsNamed(container, reference.$refText)])];
}

function fieldsNamed(container: AstNode, name: string): readonly Field[] {
  if (isByClause(container)) return ofTriggers(AstUtils.getContainerOfType(container, isReaction), name);
  if (isKeyField(container)) return ofService(AstUtils.getContainerOfType(container, isService), name);
  if (isOrdering(container)) return ofCarried(AstUtils.getContainerOfType(container, isChannel), name);
  return isNamePart(container) ? ofPart(container, name) : [];
}

function ofPart(part: NamePart, name: string): readonly Field[] {
  const before = part.$container.parts[(part.$containerIndex ?? 0) - 1];
  if (!before) return ofTriggers(AstUtils.getContainerOfType(part, isReaction), name);
  if (!before.named) return [];
  return fieldsReadBy(before.named).flatMap(field => {
    const record = recordOf(field);
    return (record && fieldsOf(record).get(name)) ?? [];
  });
}

function ofTriggers(reaction: Reaction | undefined, name: string): readonly Field[] {
  return (reaction ? triggerMessages(reaction) : []).flatMap(message => fieldsOf(message).get(name) ?? []);
}

function ofService(service: Service | undefined, name: string): readonly Field[] {
  return [...(service ? messagesOfService(service) : [])].flatMap(message => fieldsOf(message).get(name) ?? []);
}

function ofCarried(channel: Channel | undefined, name: string): readonly Field[] {
  const carried = (channel?.members ?? []).flatMap(member => (member.$type === 'Carries' ? member.messages : []));
  return carried.flatMap(({ message }) => (message?.ref && fieldsOf(message.ref).get(name)) ?? []);
}
