/** The nodes of a tree that a range of lines touches. (Langium's `streamAst` with a range skips what follows a single child outside of it.) */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import type { Range } from 'vscode-languageserver';
import type { ChoreoFile, Declaration } from '../generated/ast.ts';

/** In the order of the tree, the root first; all of them without a range. */
export function* nodesInRange(node: AstNode, range: Range | undefined): Iterable<AstNode> {
  yield node;
  for (const child of AstUtils.streamContents(node)) {
    const place = child.$cstNode?.range;
    if (!range || (place && touchesLines(place, range))) yield* nodesInRange(child, range);
  }
}

/**
 * What a file declares: header, declarations, and their fields, values and members. Much less than the whole tree, in which most
 * nodes are parts of outcomes and conditions.
 */
export function* declaredInRange({ header, declarations }: ChoreoFile, range: Range | undefined): Iterable<AstNode> {
  if (header) yield header;
  for (const declaration of declarations) {
    const place = declaration.$cstNode?.range;
    if (range && !(place && touchesLines(place, range))) continue;
    yield declaration;
    for (const part of partsOf(declaration)) {
      yield part;
      if (part.$type === 'StateVariable') yield* part.type?.values ?? [];
    }
  }
}

function partsOf(declaration: Declaration) {
  switch (declaration.$type) {
    case 'Message':
    case 'RecordType':
      return declaration.fields;
    case 'EnumType':
      return declaration.values;
    case 'Service':
    case 'Actor':
      return declaration.members;
    case 'Channel':
    case 'Property':
    case 'Scenario':
      return [];
    default:
      return declaration satisfies never;
  }
}

/** Whether they have a line in common. */
export function touchesLines(one: Range, other: Range): boolean {
  return one.start.line <= other.end.line && other.start.line <= one.end.line;
}
