/** Draws one participant or message in full, each of its neighbours as one node, and nothing else. */
import { idOf } from '../ids.ts';
import type { Focus } from '../diagram.ts';
import { soft } from '../picture.ts';
import type { Flow } from './flow.ts';
import { mergeNodes, nodeOf, type Merger } from './merge.ts';

export interface Focused {
  readonly flow: Flow;
  /** Only routes that begin or end in one of these nodes are drawn. */
  readonly open: ReadonlySet<string>;
}

/** Undefined if the focus is not in the picture. */
export function focusOn(flow: Flow, focus: Focus): Focused | undefined {
  const open = focus.kind === 'participant' ? nodesOfParticipant(flow, focus.name) : nodesOfMessage(flow, focus.id);
  if (open.size === 0) return undefined;
  const closed = new Map<string, string[]>();
  const opened = new Set<string>();
  for (const node of flow.nodes) {
    if (node.group === undefined) continue;
    if (open.has(node.id)) opened.add(node.group);
    else closed.set(node.group, [...(closed.get(node.group) ?? []), node.id]);
  }
  const mergers = flow.groups.flatMap((group): readonly Merger[] => {
    const members = closed.get(group.id);
    if (!members) return [];
    const whole = nodeOf(group);
    const more = {
      ...whole,
      id: `${group.id}__more`,
      group: group.id,
      role: 'rest' as const,
      lines: [soft('more reactions')],
    };
    return [{ node: opened.has(group.id) ? more : whole, members: new Set(members) }];
  });
  return { flow: mergeNodes(flow, mergers), open };
}

function nodesOfParticipant(flow: Flow, name: string): ReadonlySet<string> {
  const group = idOf('s', name);
  const actor = new Set([idOf('from', name), idOf('to', name)]);
  return new Set(flow.nodes.filter(node => node.group === group || actor.has(node.id)).map(node => node.id));
}

/** Adds the choices of each reaction, and the reaction of each choice. */
function nodesOfMessage(flow: Flow, message: string): ReadonlySet<string> {
  const open = new Set<string>();
  const above = new Map(flow.inner.map(edge => [edge.to, edge.from]));
  const below = Map.groupBy(flow.inner, edge => edge.from);
  const openBelow = (id: string): void => {
    open.add(id);
    for (const edge of below.get(id) ?? []) openBelow(edge.to);
  };
  const topOf = (id: string): string => {
    const parent = above.get(id);
    return parent === undefined ? id : topOf(parent);
  };
  for (const send of flow.sends) if (send.message === message) openBelow(topOf(send.from));
  for (const end of flow.looseEnds) if (end.message === message) openBelow(topOf(end.on));
  for (const arrival of flow.arrivals) if (arrival.message === message) openBelow(arrival.to);
  return open;
}
