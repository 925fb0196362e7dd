/** The shortest cycle of a component, to show to people. */
import type { Edges } from './components.ts';

/** After so many edges the best cycle so far is taken: the cost must not grow with the square of the component. */
const budget = 400_000;

/** The nodes of a shortest cycle, beginning with the lowest number; through `start` if that is given. */
export function shortestCycle(component: readonly number[], edges: Edges, start?: number): number[] {
  const members = new Set(component);
  let left = budget;
  let best: number[] = [];
  for (const root of start === undefined ? component : [start]) {
    const parents = new Map<number, number>();
    let layer = [root];
    search: for (let depth = 1; layer.length > 0 && (best.length === 0 || depth < best.length); depth++) {
      const nextLayer: number[] = [];
      for (const node of layer) {
        for (const target of edges(node)) {
          left--;
          if (target === root) {
            best = pathTo(node, parents);
            break search;
          }
          if (!members.has(target) || parents.has(target)) continue;
          parents.set(target, node);
          nextLayer.push(target);
        }
      }
      layer = nextLayer;
    }
    if (left <= 0 && best.length > 0) break;
  }
  const first = best.indexOf(Math.min(...best));
  return start === undefined ? [...best.slice(first), ...best.slice(0, first)] : best;
}

function pathTo(node: number, parents: ReadonlyMap<number, number>): number[] {
  const path: number[] = [];
  for (let at: number | undefined = node; at !== undefined; at = parents.get(at)) path.push(at);
  return path.reverse();
}
