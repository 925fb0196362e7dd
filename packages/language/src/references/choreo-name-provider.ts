/** The names of nodes. A reaction without a label is named after its triggers. */
import { DefaultNameProvider } from 'langium';
import type { AstNode, CstNode } from 'langium';
import { isAnnotation, isPayloadEntry, isReaction, isSchedule } from '../generated/ast.ts';
import type { MessageRef, Reaction } from '../generated/ast.ts';
import { isJoin } from './fields.ts';
import { partOfProperty } from '../parser/property-part.ts';

export class ChoreoNameProvider extends DefaultNameProvider {
  override getName(node: AstNode): string | undefined {
    if (isReaction(node)) return reactionName(node);
    if (isSchedule(node)) return node.every === undefined ? undefined : `every${node.every}`;
    return super.getName(node);
  }

  override getNameNode(node: AstNode): CstNode | undefined {
    // Both only refer to a name that is declared elsewhere.
    if (isAnnotation(node) || isPayloadEntry(node)) return undefined;
    return partOfProperty(node, isReaction(node) ? 'label' : 'name');
  }
}

/** The label, or the name derived from the triggers. */
export function reactionName(reaction: Reaction): string {
  return reaction.label ?? nameFromTriggers(reaction);
}

/** `onOrderPlaced`, `onAOrB`, `onAAndB`: derived from the text, since it must be known before linking. */
export function nameFromTriggers(
  reaction: Reaction,
  nameOf = (message: MessageRef): string => message.message?.$refText ?? '',
): string {
  const joined = (reaction.trigger?.messages ?? []).map(nameOf);
  return `on${joined.join(isJoin(reaction) ? 'And' : 'Or')}`;
}
