/** The nodes of a tree that a range of lines touches. (Langium's `streamAst` with a range skips what follows a single child outside of it.) */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import type { Range } from 'vscode-languageserver';

/** In the order of the tree, the root first; all of them without a range. */
export function* nodesInRange(node: AstNode, range: Range | undefined): Iterable<AstNode> {
  yield node;
  for (const child of AstUtils.streamContents(node)) {
    const place = child.$cstNode?.range;
    if (!range || (place && touchesLines(place, range))) yield* nodesInRange(child, range);
  }
}

/** Whether they have a line in common. */
export function touchesLines(one: Range, other: Range): boolean {
  return one.start.line <= other.end.line && other.start.line <= one.end.line;
}
