/** The flow between services, each drawn as one node, for models that are too large to draw in full. */
import { soft, strong, type Node } from '../picture.ts';
import type { Flow } from './flow.ts';
import { mergeNodes, nodeOf, type Merger } from './merge.ts';

export interface Overview {
  readonly flow: Flow;
  /** How many participants were combined into one node. */
  readonly gathered: number;
}

/** Draws at most `most` participants: those where flows enter and leave, and those that exchange most messages. */
export function overviewOf(flow: Flow, most: number): Overview {
  const services = mergeNodes(flow, wholeServices(flow));
  const participants = services.nodes;
  if (participants.length <= most) return { flow: services, gathered: 0 };
  const busy = exchangesOf(services);
  const isEnd = (node: Node) => Number(node.role === 'actor' || node.role === 'used');
  const ranked = [...participants].sort(
    (a, b) => isEnd(b) - isEnd(a) || (busy.get(b.id) ?? 0) - (busy.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const rest = ranked.slice(most);
  const node: Node = {
    id: 'others',
    role: 'service',
    lines: [strong(`${rest.length} others`), soft('that exchange fewer messages')],
    places: rest.flatMap(other => other.places),
    title: rest.map(other => other.lines[0]?.text ?? '').join('\n'),
  };
  return {
    flow: mergeNodes(services, [{ node, members: new Set(rest.map(other => other.id)) }]),
    gathered: rest.length,
  };
}

function wholeServices(flow: Flow): readonly Merger[] {
  const members = new Map<string, Set<string>>(flow.groups.map(group => [group.id, new Set()]));
  for (const node of flow.nodes) if (node.group !== undefined) members.get(node.group)?.add(node.id);
  return flow.groups.map(group => ({ node: nodeOf(group), members: members.get(group.id) ?? new Set() }));
}

function exchangesOf(flow: Flow): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const send of flow.sends) counts.set(send.from, (counts.get(send.from) ?? 0) + 1);
  for (const arrival of flow.arrivals) counts.set(arrival.to, (counts.get(arrival.to) ?? 0) + 1);
  return counts;
}
