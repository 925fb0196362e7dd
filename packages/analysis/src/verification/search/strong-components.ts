/** Which explored states can reach one another: the strongly connected components of the graph of steps. */
import type { EdgeList } from './edges.ts';

export interface Components {
  /** By state; a component comes after all that it can reach. */
  readonly of: Int32Array;
  readonly count: number;
  /** Whether any state can come back to itself. */
  readonly isCyclic: boolean;
}

/** Tarjan's algorithm (1972) with a stack of its own, since runs are longer than JavaScript's. */
export function componentsIn(edges: EdgeList, states: number): Components {
  let components = known.get(edges);
  if (components?.of.length !== states) known.set(edges, (components = findComponents(edges, states)));
  return components;
}

const known = new WeakMap<EdgeList, Components>();

function findComponents(edges: EdgeList, states: number): Components {
  const of = new Int32Array(states).fill(-1);
  const order = new Int32Array(states);
  const lowest = new Int32Array(states);
  const next = new Int32Array(states);
  const open: number[] = [];
  const path: number[] = [];
  let time = 0;
  let count = 0;
  let isCyclic = false;
  for (let root = 0; root < states; root++) {
    if (order[root]) continue;
    path.push(root);
    while (path.length > 0) {
      const state = path[path.length - 1] ?? 0;
      if (!order[state]) {
        order[state] = lowest[state] = ++time;
        next[state] = edges.startOf(state);
        open.push(state);
      }
      let child = -1;
      const end = edges.endOf(state);
      while ((next[state] ?? 0) < end) {
        const target = edges.targetAt(next[state] ?? 0);
        if (target === state) isCyclic = true;
        if (!order[target]) {
          child = target;
          break;
        }
        if (of[target] === -1) lowest[state] = Math.min(lowest[state] ?? 0, order[target] ?? 0);
        next[state] = (next[state] ?? 0) + 1;
      }
      if (child >= 0) {
        path.push(child);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent] ?? 0, lowest[state] ?? 0);
      if (lowest[state] !== order[state]) continue;
      for (;;) {
        const member = open.pop() ?? state;
        of[member] = count;
        if (member === state) break;
        isCyclic = true;
      }
      count++;
    }
  }
  return { of, count, isCyclic };
}
