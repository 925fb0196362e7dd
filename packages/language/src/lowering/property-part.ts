/** Finds the part of a node's text that a property was read from; the general search visits the whole node each time. */
import { AstUtils, GrammarAST, GrammarUtils, isCompositeCstNode } from 'langium';
import type { AstNode, CstNode } from 'langium';

const features = new WeakMap<AstNode, string | false>();

/** The first such part, or undefined. */
export function partOfProperty(node: AstNode, property: string): CstNode | undefined {
  const cst = node.$cstNode;
  if (!cst || !isCompositeCstNode(cst)) return undefined;
  for (const part of cst.content) if (featureOf(part) === property) return part;
  // It may be inside of a part that belongs to the same node.
  return GrammarUtils.findNodeForProperty(cst, property);
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
