/** What a place does with the name that it says: it emits the message, reacts to it, and so on. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import {
  isAssignment,
  isEmission,
  isEntry,
  isGivenField,
  isMessageRef,
  isPayloadEntry,
  isProperty,
  isReceipt,
  isScenario,
  isTrigger,
} from '../../generated/ast.ts';

/**
 * `emits`: an emission or an entry · `reacts`: a trigger, or what an entry answers · `receives` · `says`: a property or a scenario ·
 * `else`: a channel, `cancel`, `extends`, and all that is not about a message.
 */
export type Role = 'emits' | 'reacts' | 'receives' | 'says' | 'else';

/** In the order in which places are listed. */
export const roles: readonly Role[] = ['emits', 'reacts', 'receives', 'says', 'else'];

/** `node`: what contains the name. */
export function roleOf(node: AstNode): Role {
  // A scenario chooses outcomes, which emit nothing.
  if (AstUtils.getContainerOfType(node, isScenario) ?? AstUtils.getContainerOfType(node, isProperty)) return 'says';
  if (isEmission(node) || isEntry(node)) return 'emits';
  if (isReceipt(node)) return 'receives';
  if (isMessageRef(node) && (isTrigger(node.$container) || isEntry(node.$container))) return 'reacts';
  return 'else';
}

/** Whether the place gives the name a value or makes the message, or only asks for it; undefined if neither. */
export function accessOf(node: AstNode): 'write' | 'read' | undefined {
  if (isPayloadEntry(node)) return 'write';
  const role = roleOf(node);
  if (role === 'emits') return 'write';
  if (role === 'reacts' || role === 'receives') return 'read';
  if (isAssignment(node) || isGivenField(node)) return 'write';
  if (node.$type === 'NamePart' || node.$type === 'ByClause' || node.$type === 'KeyField' || node.$type === 'Ordering')
    return 'read';
  return undefined;
}
