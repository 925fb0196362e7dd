/** Merges several nodes of a flow into one. */
import type { Group, Node } from '../picture.ts';
import { plain, soft } from '../picture.ts';
import type { Arrival, Flow, Send } from './flow.ts';
import { gatheredLines } from './loose-ends.ts';

/** A node that takes the place of others. */
export interface Merger {
  readonly node: Node;
  readonly members: ReadonlySet<string>;
}

/** Messages between the members are not drawn. Each other message that they send or take appears once. */
export function mergeNodes(flow: Flow, mergers: readonly Merger[]): Flow {
  const merged = new Map<string, string>();
  for (const { node, members } of mergers) for (const member of members) merged.set(member, node.id);
  const gathered = mergers.map(({ node, members }) => {
    const ends = flow.looseEnds.filter(({ on }) => members.has(on));
    return { ...node, lines: [...node.lines, ...gatheredLines(node.id, ends)] };
  });
  const nodes = [...flow.nodes.filter(node => !merged.has(node.id)), ...gathered];
  const used = new Set(nodes.flatMap(node => node.group ?? []));
  return {
    groups: flow.groups.filter(group => used.has(group.id)),
    nodes,
    inner: flow.inner.filter(edge => !merged.has(edge.from) && !merged.has(edge.to)),
    sends: mergeSends(flow.sends, merged),
    arrivals: mergeArrivals(flow.arrivals, merged),
    looseEnds: flow.looseEnds.map(end => ({ ...end, on: merged.get(end.on) ?? end.on })),
  };
}

function mergeSends(sends: readonly Send[], merged: ReadonlyMap<string, string>): readonly Send[] {
  const known = new Map<string, Send>();
  const result: (Send | string)[] = [];
  for (const send of sends) {
    const from = merged.get(send.from);
    if (from === undefined) {
      result.push(send);
      continue;
    }
    const key = `${from} ${send.message}`;
    const same = known.get(key);
    if (!same) result.push(key);
    known.set(key, {
      ...send,
      ...same,
      from,
      lines: [plain(send.message)],
      timed: send.timed && (same?.timed ?? true),
      places: [...(same?.places ?? []), ...send.places],
    });
  }
  return result.flatMap(entry => (typeof entry === 'string' ? (known.get(entry) ?? []) : entry));
}

function mergeArrivals(arrivals: readonly Arrival[], merged: ReadonlyMap<string, string>): readonly Arrival[] {
  const known = new Map<string, Arrival>();
  const result: (Arrival | string)[] = [];
  for (const arrival of arrivals) {
    const to = merged.get(arrival.to);
    if (to === undefined) {
      result.push(arrival);
      continue;
    }
    const key = `${to} ${arrival.message}`;
    const same = known.get(key);
    if (!same) result.push(key);
    known.set(key, { ...arrival, ...same, to, places: [...(same?.places ?? []), ...arrival.places] });
  }
  return result.flatMap(entry => (typeof entry === 'string' ? (known.get(entry) ?? []) : entry));
}

/** A service as one node. */
export function nodeOf(group: Group): Node {
  return {
    ...group,
    id: `${group.id}__whole`,
    lines: group.counts === '' ? group.lines : [...group.lines, soft(group.counts)],
  };
}
