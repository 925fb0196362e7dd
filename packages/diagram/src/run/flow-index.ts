/** Maps over a flow, to look up what belongs to one service, message or node. */
import type { Arrival, Flow, LooseEnd, Send } from '../flow/flow.ts';
import { soft, type Edge, type Node } from '../picture.ts';

export interface FlowIndex {
  readonly nodes: ReadonlyMap<string, Node>;
  /** By group. */
  readonly members: ReadonlyMap<string | undefined, readonly Node[]>;
  /** By the group of the node that sends them. */
  readonly sends: ReadonlyMap<string | undefined, readonly Send[]>;
  /** By the node that sends them. */
  readonly sent: ReadonlyMap<string, readonly Send[]>;
  /** Those that nobody takes, by message. */
  readonly unhandled: ReadonlyMap<string, readonly LooseEnd[]>;
  /** By message. */
  readonly arrivals: ReadonlyMap<string, readonly Arrival[]>;
  /** By choice, bar or rest: the line that leads to it from its reaction. */
  readonly above: ReadonlyMap<string, Edge>;
}

export function indexFlow(flow: Flow): FlowIndex {
  const nodes = new Map(flow.nodes.map(node => [node.id, node]));
  const unhandled = flow.looseEnds.filter(({ kind }) => kind === 'unhandled');
  const sends = [...flow.sends, ...unhandled.map(sendOf)];
  return {
    nodes,
    members: Map.groupBy(flow.nodes, ({ group }) => group),
    sends: Map.groupBy(sends, ({ from }) => nodes.get(from)?.group),
    sent: Map.groupBy(sends, ({ from }) => from),
    unhandled: Map.groupBy(unhandled, ({ message }) => message),
    arrivals: Map.groupBy(flow.arrivals, ({ message }) => message),
    above: new Map(flow.inner.map(edge => [edge.to, edge])),
  };
}

function sendOf({ on, message, text, badge: { span, places, title } }: LooseEnd): Send {
  return { from: on, message, lines: [soft(text)], timed: false, ...(span && { span }), places, title };
}
