/** What a hover is about: a declaration, with the choreography that it belongs to. */
import type { AstNode, CstNode } from 'langium';
import { AstUtils } from 'langium';
import type { Choreography, Span } from '@choreo/model';
import { isAnnotation, isHeader } from '../../generated/ast.ts';
import type { ChoreoDocument, Group } from '../../workspace/choreographies.ts';

export interface HoverElement<T extends AstNode = AstNode> {
  readonly node: T;
  readonly name: string;
  readonly document: ChoreoDocument;
  /** The choreography that declares it. */
  readonly group: Group;
  readonly choreography: Choreography;
  /** The choreographies that use it. */
  readonly users: readonly { readonly name: string; readonly choreography: Choreography }[];
}

export function spanOf(cst: CstNode): Span {
  return { uri: AstUtils.getDocument(cst.astNode).uri.toString(), range: cst.range };
}

/** The most lines of a declaration that are shown. */
const maxLines = 14;

/** The declaration as written, without annotations and indentation, and cut off if it is long. */
export function declarationText(node: AstNode): string {
  const cst = node.$cstNode;
  if (!cst) return '';
  const annotations = isHeader(node) ? node.annotations : AstUtils.streamContents(node).filter(isAnnotation).toArray();
  const start = annotations.at(-1)?.$cstNode?.end ?? cst.offset;
  const text = cst.root.fullText.slice(start, cst.end).trim();
  const column = cst.range.start.character;
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && !line.slice(0, column).trim() ? line.slice(column) : line));
  if (lines.length <= maxLines) return lines.join('\n');
  return [...lines.slice(0, maxLines - 1), '  …', lines.at(-1)].join('\n');
}
