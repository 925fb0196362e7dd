/** Cycles on which each turn leaves more pending messages than it took. */
import type { MessageRef, Reaction } from '@choreo/model';
import { cyclesAmong } from '../components.ts';
import type { Edges } from '../components.ts';
import type { MessageGraph } from '../message-graph.ts';
import type { ReactionChoice, ReactionStep } from '../reaction-steps.ts';
import type { CycleGraph } from './cycle-graph.ts';
import type { Endings } from './endings.ts';

export interface Growth {
  readonly component: readonly number[];
  readonly edges: Edges;
  /** The node of the step that leaves the most. */
  readonly node: number;
  readonly takes: MessageRef;
  readonly participant: string;
  readonly reactions: readonly Reaction[];
  readonly leaves: readonly { readonly message: string; readonly deliveries: number; readonly many: boolean }[];
}

/**
 * One for each component where one delivery can leave two or more in the same component: since each of those can go
 * round again, their number has no bound. Joins do not count, since a join takes as much as it needs, and neither do cycles
 * that end by themselves. `circular`: the nodes on cycles.
 */
export function findGrowth(
  graph: MessageGraph,
  cycles: CycleGraph,
  circular: readonly number[],
  endings: Endings,
): Growth[] {
  const isJoin = (step: ReactionStep) => step.needs === 'all' && step.takes.length > 1;
  const edges = cycles.restricted((step, choice) => !isJoin(step) && !endings.has(choice));
  return cyclesAmong(circular, edges).flatMap(component => growthIn(component, edges, graph, cycles, endings) ?? []);
}

function growthIn(
  component: readonly number[],
  edges: Edges,
  graph: MessageGraph,
  cycles: CycleGraph,
  endings: Endings,
): Growth | undefined {
  const members = new Set(component);
  const deliveries = new Map<string, number>();
  /** By service and message: the nodes of the steps that one delivery fires. */
  const fired = new Map<
    string,
    { readonly takes: MessageRef; readonly participant: string; readonly nodes: number[] }
  >();
  for (const node of component) {
    const message = cycles.messageOf(node);
    if (message === undefined) continue;
    const services = new Set<string>();
    for (const index of graph.stepsOn.get(message) ?? []) {
      const step = members.has(index) ? graph.steps[index] : undefined;
      const takes = step?.takes.find(ref => ref.message === message);
      if (!step || !takes) continue;
      const { participant } = step.reaction;
      services.add(participant);
      const key = `${participant} ${message}`;
      const known = fired.get(key);
      if (known) known.nodes.push(index);
      else fired.set(key, { takes, participant, nodes: [index] });
    }
    deliveries.set(message, services.size);
  }
  for (const { takes, participant, nodes } of fired.values()) {
    const leaving = mostLeft(nodes, graph, choice => (endings.has(choice) ? 0 : weigh(choice, deliveries)));
    const total = leaving.reduce((sum, { weight }) => sum + weight, 0);
    const [most] = [...leaving].sort((a, b) => b.weight - a.weight);
    if (total < 2 || !most) continue;
    const reactions = [...new Set(leaving.map(({ step }) => step.reaction))];
    return { component, edges, node: most.node, takes, participant, reactions, leaves: leavesOf(leaving, deliveries) };
  }
  return undefined;
}

interface Leaving {
  readonly node: number;
  readonly step: ReactionStep;
  readonly choice: ReactionChoice;
  readonly weight: number;
}

/** The outcome of each reaction that leaves most; of guarded reactions only one, since their guards may exclude one another. */
function mostLeft(
  nodes: readonly number[],
  graph: MessageGraph,
  weightOf: (choice: ReactionChoice) => number,
): Leaving[] {
  const best = new Map<Reaction | 'guarded', Leaving>();
  for (const node of nodes) {
    const step = graph.steps[node];
    if (!step) continue;
    const key = step.reaction.guard ? 'guarded' : step.reaction;
    for (const choice of step.choices) {
      const weight = weightOf(choice);
      if (weight > (best.get(key)?.weight ?? 0)) best.set(key, { node, step, choice, weight });
    }
  }
  return [...best.values()];
}

function weigh({ emissions }: ReactionChoice, deliveries: ReadonlyMap<string, number>): number {
  return emissions.reduce((sum, { message, multiplicity }) => {
    const times = multiplicity === 'many' || multiplicity === 'some' ? 2 : 1;
    return sum + times * (deliveries.get(message) ?? 0);
  }, 0);
}

function leavesOf(leaving: readonly Leaving[], deliveries: ReadonlyMap<string, number>): Growth['leaves'] {
  const left = new Map<string, { message: string; deliveries: number; many: boolean }>();
  for (const { choice } of leaving) {
    for (const { message, multiplicity } of choice.emissions) {
      const each = deliveries.get(message) ?? 0;
      if (each === 0) continue;
      const before = left.get(message) ?? { message, deliveries: 0, many: false };
      const many = before.many || multiplicity === 'many' || multiplicity === 'some';
      left.set(message, { message, deliveries: before.deliveries + each, many });
    }
  }
  return [...left.values()];
}
