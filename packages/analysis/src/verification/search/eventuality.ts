/**
 * What must come about in the end, on every fair run: it does unless a run reaches a state from which it no longer can.
 * Fair means that a loop with a way out is left some time; nothing is left to a redelivery or a loss, which may come or not.
 */
import type { EdgeList } from './edges.ts';
import type { Components } from './strong-components.ts';

/** Something is still owed in a state. */
export type Owed = (state: number) => boolean;

export interface Eventuality {
  /** The first state from which all that follows owes it too; -1 where there is none. */
  readonly state: number;
  neverComes(state: number): boolean;
  /** Whether a run can go round without end and owe it all the while, though it could pay. */
  readonly canBePutOff: boolean;
}

/** Walks the components from the last ones back, so that what a state can reach is known before the state. */
export function eventualityOf(edges: EdgeList, components: Components, states: number, owed: Owed): Eventuality {
  if (!components.isCyclic && !owesAtAnEnd(edges, states, owed))
    return { state: -1, neverComes: () => false, canBePutOff: false };
  const pays = new Uint8Array(components.count);
  const owes = new Uint8Array(states);
  for (let state = 0; state < states; state++) {
    if (owed(state)) owes[state] = 1;
    else pays[components.of[state] ?? 0] = 1;
  }
  const byComponent = statesByComponent(components, states);
  for (const state of byComponent) {
    const own = components.of[state] ?? 0;
    for (let edge = edges.startOf(state); edge < edges.endOf(state) && !pays[own]; edge++) {
      if (!edges.isUnsure(edge) && pays[components.of[edges.targetAt(edge)] ?? 0]) pays[own] = 1;
    }
  }
  let lost = -1;
  for (let state = 0; state < states && lost < 0; state++) {
    if (!pays[components.of[state] ?? 0]) lost = state;
  }
  const isDoomed = (state: number): boolean => !pays[components.of[state] ?? 0];
  return {
    state: lost,
    neverComes: isDoomed,
    canBePutOff: hasOwingCycle(edges, owes, components, pays, byComponent),
  };
}

/** Where every run ends, what is owed in the end is owed in a state from which nothing surely follows. */
function owesAtAnEnd(edges: EdgeList, states: number, owed: Owed): boolean {
  for (let state = 0; state < states; state++) {
    let goesOn = false;
    for (let edge = edges.startOf(state); edge < edges.endOf(state) && !goesOn; edge++) goesOn = !edges.isUnsure(edge);
    if (!goesOn && owed(state)) return true;
  }
  return false;
}

/** The states, those of the components that others lead to first. */
export function statesByComponent({ of, count }: Components, states: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let state = 0; state < states; state++) {
    const after = (of[state] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let index = 0; index < count; index++) starts[index + 1] = (starts[index + 1] ?? 0) + (starts[index] ?? 0);
  const sorted = new Int32Array(states);
  for (let state = 0; state < states; state++) {
    const own = of[state] ?? 0;
    const place = starts[own] ?? 0;
    sorted[place] = state;
    starts[own] = place + 1;
  }
  return sorted;
}

/** A cycle of owing states among those that can pay: peels off states without an owing predecessor until only cycles are left. */
function hasOwingCycle(
  edges: EdgeList,
  owes: Uint8Array,
  { of, isCyclic }: Components,
  pays: Uint8Array,
  order: Int32Array,
): boolean {
  if (!isCyclic) return false;
  const isInside = (from: number, to: number): boolean =>
    Boolean(owes[from] && owes[to]) && of[from] === of[to] && Boolean(pays[of[from] ?? 0]);
  const degrees = new Int32Array(owes.length);
  for (const state of order) {
    for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++) {
      const target = edges.targetAt(edge);
      if (isInside(state, target)) degrees[target] = (degrees[target] ?? 0) + 1;
    }
  }
  const free: number[] = [];
  let left = 0;
  for (const state of order) {
    if (degrees[state]) left++;
    else free.push(state);
  }
  for (let state = free.pop(); state !== undefined; state = free.pop()) {
    for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++) {
      const target = edges.targetAt(edge);
      if (!isInside(state, target)) continue;
      degrees[target] = (degrees[target] ?? 0) - 1;
      if (degrees[target] === 0) {
        left--;
        free.push(target);
      }
    }
  }
  return left > 0;
}
