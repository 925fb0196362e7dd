/** The snippets that fit where a word of the language is offered: in its place, or beside it under another name. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { Carries, Entry, GivenStep, MessageRef, Trigger, isChoreoFile, isReaction } from '../../generated/ast.ts';
import type { Cursor } from './message-traffic.ts';
import type { NameOffers } from './names.ts';
import type { Offer } from './offer.ts';
import { answerOffer, asBlock, reactionOffers, startOffer } from './snippets.ts';

/** `rule`: the rule of the grammar in which the word stands; `node`: what it would be a part of. */
export function snippetsAt(
  rule: string,
  word: Offer,
  node: AstNode,
  names: NameOffers,
  cursor: Cursor,
): readonly Offer[] {
  const messagesIn = (...types: readonly string[]): readonly Offer[] =>
    names.bestMessages(nodeInside(node, types), cursor).filter(({ rank }) => rank === 'name');
  switch (`${rule}:${word.label}`) {
    case 'Header:choreography':
      // Most files begin with a header, so it comes before the words of the alphabet.
      return declaresNothing(node) ? [startOffer(cursor.uri), { ...word, rank: 'name', fit: { order: 1 } }] : [word];
    case 'Reaction:on':
      // A reaction whose label is there has begun already.
      if (isReaction(node) && node.label !== undefined) return [word];
      return [word, ...reactionOffers(messagesIn(Trigger.$type, MessageRef.$type))];
    case 'Entries:emits':
      return [word, answerOffer(messagesIn(Entry.$type), messagesIn(Entry.$type, MessageRef.$type))];
    case 'Channel:channel':
      return [asBlock(word, messagesIn(Carries.$type, MessageRef.$type))];
    case 'Scenario:scenario':
      return [asBlock(word, messagesIn(GivenStep.$type, MessageRef.$type))];
    default:
      return [asBlock(word, [])];
  }
}

function declaresNothing(node: AstNode): boolean {
  const root = AstUtils.getDocument(node).parseResult.value;
  return isChoreoFile(root) && root.declarations.length === 0;
}

/** A node of the last type, in nodes of the other types: what a snippet would begin, so that its names can be asked for. */
function nodeInside(around: AstNode, types: readonly string[]): AstNode {
  return types.reduce<AstNode>(
    ($container, $type) => Object.assign({ $type, $container }, { messages: [], join: [], after: [] }),
    around,
  );
}
