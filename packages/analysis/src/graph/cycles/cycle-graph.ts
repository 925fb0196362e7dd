/**
 * Live steps and the messages between them as one graph. Messages are nodes too: otherwise a message that a hundred
 * reactions emit and a hundred take would make ten thousand edges.
 */
import type { Edges } from '../components.ts';
import type { Liveness } from '../liveness.ts';
import type { MessageGraph } from '../message-graph.ts';
import type { ReactionChoice, ReactionStep } from '../reaction-steps.ts';

export interface CycleGraph {
  /** Nodes are numbered from 0: steps as in the message graph, then messages. */
  readonly size: number;
  readonly edges: Edges;
  /** Leaves out the alternatives and steps that `keep` refuses. */
  restricted(keep: (step: ReactionStep, choice: ReactionChoice) => boolean): Edges;
  stepOf(node: number): ReactionStep | undefined;
  messageOf(node: number): string | undefined;
  nodeOf(message: string): number | undefined;
}

/** The graph without the alternatives that `keep` refuses. */
export function narrowed(cycles: CycleGraph, keep: (choice: ReactionChoice) => boolean): CycleGraph {
  const restricted: CycleGraph['restricted'] = also =>
    cycles.restricted((step, choice) => keep(choice) && also(step, choice));
  return { ...cycles, edges: restricted(() => true), restricted };
}

const none: readonly number[] = [];

export function cycleGraphOf(graph: MessageGraph, liveness: Liveness): CycleGraph {
  const { steps } = graph;
  const nodes = new Map<string, number>();
  const ids: string[] = [];
  const note = (message: string) => {
    if (nodes.has(message)) return;
    nodes.set(message, steps.length + ids.length);
    ids.push(message);
  };
  for (const step of steps) {
    for (const { message } of step.takes) note(message);
    for (const { emissions } of step.choices) for (const { message } of emissions) note(message);
  }
  const taken = ids.map(id => (graph.stepsOn.get(id) ?? none).filter(step => liveness.isLive(step)));

  const targetsOf = (
    index: number,
    keep: (step: ReactionStep, choice: ReactionChoice) => boolean,
  ): readonly number[] => {
    const step = steps[index];
    if (!step || step.choices.length === 0 || !liveness.isLive(index)) return none;
    const targets: number[] = [];
    for (const choice of step.choices) {
      if (!keep(step, choice)) continue;
      for (const { message } of choice.emissions) {
        const node = nodes.get(message);
        if (node !== undefined && !targets.includes(node)) targets.push(node);
      }
    }
    return targets;
  };
  const restricted = (keep: (step: ReactionStep, choice: ReactionChoice) => boolean): Edges => {
    const given: (readonly number[] | undefined)[] = [];
    return node => {
      if (node >= steps.length) return taken[node - steps.length] ?? none;
      return (given[node] ??= targetsOf(node, keep));
    };
  };
  return {
    size: steps.length + ids.length,
    edges: restricted(() => true),
    restricted,
    stepOf: node => steps[node],
    messageOf: node => ids[node - steps.length],
    nodeOf: message => nodes.get(message),
  };
}
