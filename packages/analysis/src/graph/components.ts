/** Strongly connected components, and with them all cycles, in linear time. */

/** Edges of a graph whose nodes are the numbers from 0. */
export type Edges = (node: number) => readonly number[];

/**
 * Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), without recursion, since a chain of
 * 10 000 reactions must not exhaust the stack. Components come in reverse topological order: the target of an edge
 * comes before its source. Nodes within each are sorted.
 */
export function componentsOf(size: number, edges: Edges): number[][] {
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const onStack = new Uint8Array(size);
  const stack: number[] = [];
  const components: number[][] = [];
  let next = 0;
  const path: { readonly node: number; readonly targets: readonly number[]; at: number }[] = [];

  const enter = (node: number): void => {
    index[node] = low[node] = next++;
    stack.push(node);
    onStack[node] = 1;
    path.push({ node, targets: edges(node), at: 0 });
  };
  const leave = (node: number): void => {
    path.pop();
    const before = path.at(-1)?.node;
    if (before !== undefined) low[before] = Math.min(at(low, before), at(low, node));
    if (low[node] !== index[node]) return;
    const component = stack.splice(stack.lastIndexOf(node));
    for (const member of component) onStack[member] = 0;
    components.push(component.sort((a, b) => a - b));
  };

  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue;
    enter(root);
    for (let frame = path.at(-1); frame; frame = path.at(-1)) {
      const target = frame.targets[frame.at++];
      if (target === undefined) leave(frame.node);
      else if (index[target] === -1) enter(target);
      else if (onStack[target]) low[frame.node] = Math.min(at(low, frame.node), at(index, target));
    }
  }
  return components;
}

/** The components with a cycle: those of several nodes, and single nodes with an edge to themselves. */
export function cyclesOf(size: number, edges: Edges): number[][] {
  return componentsOf(size, edges).filter(component => {
    const [only] = component;
    return component.length > 1 || (only !== undefined && edges(only).includes(only));
  });
}

/**
 * The nodes that are on a cycle or behind one: the others are removed one by one, starting at the entries (Kahn, 1962).
 * That costs less than looking for components among all nodes, and in most models leaves nothing.
 */
export function nodesInOrBehindCycles(size: number, edges: Edges): number[] {
  const incoming = new Int32Array(size);
  for (let node = 0; node < size; node++) for (const target of edges(node)) incoming[target] = at(incoming, target) + 1;
  const free: number[] = [];
  for (let node = 0; node < size; node++) if (incoming[node] === 0) free.push(node);
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    incoming[node] = -1;
    for (const target of edges(node)) {
      incoming[target] = at(incoming, target) - 1;
      if (incoming[target] === 0) free.push(target);
    }
  }
  const left: number[] = [];
  for (let node = 0; node < size; node++) if (at(incoming, node) > 0) left.push(node);
  return left;
}

/** The cycles among some of the nodes. */
export function cyclesAmong(nodes: readonly number[], edges: Edges): number[][] {
  const positions = new Map(nodes.map((node, position) => [node, position]));
  const inside = nodes.map(node => edges(node).flatMap(target => positions.get(target) ?? []));
  const cycles = cyclesOf(nodes.length, position => inside[position] ?? []);
  return cycles.map(cycle => cycle.flatMap(position => nodes[position] ?? []));
}

function at(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}
