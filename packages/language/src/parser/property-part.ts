/** Finds the part of a node's text that holds a property. Langium's own search visits the whole node each time. */
import { AstUtils, GrammarAST, isCompositeCstNode } from 'langium';
import type { AstNode, CstNode } from 'langium';

const features = new WeakMap<AstNode, string | false>();

/** The first part, or undefined. */
export function partOfProperty(node: AstNode, property: string): CstNode | undefined {
  return node.$cstNode && partWithin(node.$cstNode, node, property);
}

function partWithin(cst: CstNode, node: AstNode, property: string): CstNode | undefined {
  if (!isCompositeCstNode(cst)) return undefined;
  for (const part of cst.content) {
    const feature = featureOf(part);
    if (feature === property) return part;
    // A rule that only delegates to another rule has the same node.
    const isSame = feature === false && isCompositeCstNode(part) && part.astNode === node;
    const inner = isSame ? partWithin(part, node, property) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** The property to which the grammar assigns this part. */
function featureOf({ grammarSource }: CstNode): string | false {
  if (!grammarSource) return false;
  let feature = features.get(grammarSource);
  if (feature === undefined) {
    feature = AstUtils.getContainerOfType(grammarSource, GrammarAST.isAssignment)?.feature ?? false;
    features.set(grammarSource, feature);
  }
  return feature;
}
