/** What a node is called: a reaction without a label is named after its triggers. */
import { DefaultNameProvider } from 'langium';
import type { AstNode, CstNode } from 'langium';
import { isReaction, isSchedule } from '../generated/ast.ts';
import type { Reaction } from '../generated/ast.ts';
import { isJoin } from './fields.ts';
import { partOfProperty } from '../parser/property-part.ts';

export class ChoreoNameProvider extends DefaultNameProvider {
  override getName(node: AstNode): string | undefined {
    if (isReaction(node)) return reactionName(node);
    if (isSchedule(node)) return node.every === undefined ? undefined : `every${node.every}`;
    return super.getName(node);
  }

  override getNameNode(node: AstNode): CstNode | undefined {
    return partOfProperty(node, isReaction(node) ? 'label' : 'name');
  }
}

/** The label, or `onOrderPlaced`, `onAOrB`, `onAAndB`: from the text, since it must be known before anything is linked. */
export function reactionName(reaction: Reaction): string {
  if (reaction.label) return reaction.label;
  const messages = reaction.trigger?.messages ?? [];
  const joined = messages.map(message => message.message?.$refText ?? '');
  return `on${joined.join(isJoin(reaction) ? 'And' : 'Or')}`;
}
