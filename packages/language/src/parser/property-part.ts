/** Finds the part of a node's text that a property was read from; Langium's search goes through the whole node each time. */
import { AstUtils, GrammarAST, isCompositeCstNode } from 'langium';
import type { AstNode, CstNode } from 'langium';

const features = new WeakMap<AstNode, string | false>();

/** The first such part, or undefined. */
export function partOfProperty(node: AstNode, property: string): CstNode | undefined {
  return node.$cstNode && partWithin(node.$cstNode, node, property);
}

function partWithin(cst: CstNode, node: AstNode, property: string): CstNode | undefined {
  if (!isCompositeCstNode(cst)) return undefined;
  for (const part of cst.content) {
    const feature = featureOf(part);
    if (feature === property) return part;
    // A rule that only chooses another one stands around the same node.
    const isSame = feature === false && isCompositeCstNode(part) && part.astNode === node;
    const inner = isSame ? partWithin(part, node, property) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** The property that the grammar assigns this part to. */
function featureOf({ grammarSource }: CstNode): string | false {
  if (!grammarSource) return false;
  let feature = features.get(grammarSource);
  if (feature === undefined) {
    feature = AstUtils.getContainerOfType(grammarSource, GrammarAST.isAssignment)?.feature ?? false;
    features.set(grammarSource, feature);
  }
  return feature;
}
