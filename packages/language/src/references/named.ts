/** Nodes with a name. While a text is being written, a declaration may have no name yet, so nothing can refer to it. */
import type { AstNode } from 'langium';

export type Named<T extends AstNode> = T & { readonly name: string };

export function isNamed<T extends AstNode & { readonly name?: string }>(node: T): node is Named<T> {
  return node.name !== undefined;
}

/** The named nodes by name; the first one of duplicates counts. */
export function byName<T extends AstNode & { readonly name?: string }>(nodes: readonly T[]): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const node of nodes) if (isNamed(node) && !result.has(node.name)) result.set(node.name, node);
  return result;
}
