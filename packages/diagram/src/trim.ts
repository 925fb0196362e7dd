/** Reduces a picture to a size that Mermaid can lay out, and counts what it leaves out. */
import type { Picture } from './picture.ts';

export interface Trimmed {
  readonly picture: Picture;
  /** Edges left out. */
  readonly left: number;
}

/** Keeps the first `most` edges, and drops the nodes that only other edges led to. */
export function trimEdges(picture: Picture, most: number): Trimmed {
  if (picture.edges.length <= most) return { picture, left: 0 };
  const edges = picture.edges.slice(0, most);
  return { picture: dropUnconnected({ ...picture, edges }), left: picture.edges.length - most };
}

/** Drops the nodes that no edge touches, except those to keep. */
export function dropUnconnected(picture: Picture, keep: ReadonlySet<string> = new Set()): Picture {
  const connected = new Set(picture.edges.flatMap(edge => [edge.from, edge.to]));
  const nodes = picture.nodes.filter(node => connected.has(node.id) || keep.has(node.id));
  const used = new Set(nodes.flatMap(node => node.group ?? []));
  return { ...picture, nodes, groups: picture.groups.filter(group => used.has(group.id)) };
}
