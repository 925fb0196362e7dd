/** The key that a message gets that is created where it is named: what starts it says which case it is about. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { isEntry, isField, isMessage, isReaction, isService } from '../../generated/ast.ts';
import type { Field, Message } from '../../generated/ast.ts';
import { fieldsOf, triggerMessages } from '../../references/fields.ts';

/** ` { key orderId: uuid }`, to follow the message's name; empty if nothing around the place says a key. `place`: what names it. */
export function keyBlock(place: AstNode): string {
  const keys = keysAround(place).flatMap(({ name, type }) => {
    const written = type?.$cstNode?.text;
    return name !== undefined && written !== undefined ? [`key ${name}: ${written}`] : [];
  });
  return keys.length > 0 ? ` { ${keys.join('  ')} }` : '';
}

/** The key of the trigger, or of what an entry answers; else the one by which the service keeps its state. */
function keysAround(place: AstNode): readonly Field[] {
  const reaction = AstUtils.getContainerOfType(place, isReaction);
  const entry = AstUtils.getContainerOfType(place, isEntry);
  const answered = (entry?.after ?? []).flatMap(({ message }) => (isMessage(message?.ref) ? [message.ref] : []));
  const shared = sharedKeys(reaction ? triggerMessages(reaction) : answered);
  if (shared.length > 0) return shared;
  const keptBy = AstUtils.getContainerOfType(place, isService)?.keptBy;
  return (keptBy?.fields ?? []).flatMap(({ field }) => (isField(field?.ref) ? [field.ref] : []));
}

function sharedKeys([first, ...others]: readonly Message[]): readonly Field[] {
  const keys = first ? [...fieldsOf(first).values()].filter(({ key }) => key) : [];
  return keys.filter(({ name }) => others.every(other => name !== undefined && fieldsOf(other).get(name)?.key));
}
