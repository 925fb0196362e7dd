/** Chooses the better direction of a picture. */
import type { Direction } from './diagram.ts';
import type { Edge, Picture } from './picture.ts';
import { brokenText } from './written-lines.ts';

/** In pixels: what fits on a wide screen. */
const widest = 2000;

/**
 * A downward picture suits the narrow column beside an editor if it is narrow itself. In it, labels of edges that lead to one
 * service are side by side; in a rightward picture they are one above the other.
 */
export function directionFor(picture: Picture): Direction {
  const homes = new Map(picture.nodes.map(node => [node.id, node.group ?? node.id]));
  const widths = new Map<string, number>();
  for (const edge of picture.edges) {
    const ends = [homes.get(edge.from) ?? edge.from, homes.get(edge.to) ?? edge.to];
    if (ends[0] === ends[1]) continue;
    for (const end of ends) widths.set(end, (widths.get(end) ?? 0) + widthOf(edge));
  }
  return Math.max(0, ...widths.values()) > widest ? 'LR' : 'TB';
}

function widthOf(edge: Edge): number {
  return 20 + 8 * Math.max(0, ...edge.lines.flatMap(line => brokenText(line.text)).map(text => text.length));
}
