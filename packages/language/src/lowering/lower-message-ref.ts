/** A message that something names, with the place of its name. */
import type { MessageRef } from '@choreo/model';
import type * as ast from '../generated/ast.ts';
import type { FileContext } from './file-context.ts';

export function lowerMessageRef(node: ast.MessageRef | undefined, file: FileContext): MessageRef | undefined {
  const message = node?.message?.ref;
  return message && { message: file.idOf(message), span: file.span(node.message?.$refNode) };
}
