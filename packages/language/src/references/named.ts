/** Nodes with a name: in a text that is being written a declaration may not have got its name yet, and nothing can mean it. */
import type { AstNode } from 'langium';

export type Named<T extends AstNode> = T & { readonly name: string };

export function isNamed<T extends AstNode & { readonly name?: string }>(node: T): node is Named<T> {
  return node.name !== undefined;
}

/** Those that have a name, by name; of two with one name the first counts. */
export function byName<T extends AstNode & { readonly name?: string }>(nodes: readonly T[]): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const node of nodes) if (isNamed(node) && !result.has(node.name)) result.set(node.name, node);
  return result;
}
