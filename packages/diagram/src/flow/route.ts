/** Leads every message from where it is sent to where it arrives. */
import type { Message } from '@choreo/model';
import { idOf } from '../ids.ts';
import { plain, soft, type Edge, type Node, type Picture } from '../picture.ts';
import type { Arrival, Flow, Send } from './flow.ts';

export interface RouteOptions {
  readonly messages: ReadonlyMap<string, Message>;
  /** Draw only what begins or ends here. */
  readonly open?: ReadonlySet<string>;
  /** Draw one edge from one node to another, whatever number of messages goes there. */
  readonly bundled?: boolean;
}

/**
 * An edge from each sender to each receiver; where these are many, a node in the middle that bears the message's name, so
 * that the number of edges stays in proportion to the text and the name is not written over and over.
 */
export function routeMessages(flow: Flow, options: RouteOptions): Picture {
  const arrivals = Map.groupBy(flow.arrivals, arrival => arrival.message);
  const sends = Map.groupBy(flow.sends, send => send.message);
  const routes = createRoutes();
  const hubs: Node[] = [];
  for (const [id, from] of sends) {
    const to = arrivals.get(id) ?? [];
    const message = options.messages.get(id);
    if (needsHub(from.length, to.length)) {
      const hub = hubOf(id, message);
      const drawnFrom = from.filter(send =>
        isDrawn(
          options,
          [send.from],
          to.map(arrival => arrival.to),
        ),
      );
      const drawnTo = to.filter(arrival =>
        isDrawn(
          options,
          [arrival.to],
          from.map(send => send.from),
        ),
      );
      if (drawnFrom.length === 0) continue;
      hubs.push(hub);
      for (const send of drawnFrom) routes.add(intoHub(send, hub, message));
      for (const arrival of drawnTo) routes.add(outOfHub(arrival, hub, message, id));
    } else {
      for (const send of from) {
        for (const arrival of to) {
          if (isDrawn(options, [send.from], [arrival.to])) routes.add(direct(send, arrival, message));
        }
      }
    }
  }
  const edges = options.bundled ? bundle(routes.edges) : routes.edges;
  return { groups: flow.groups, nodes: [...flow.nodes, ...hubs], edges: [...flow.inner, ...edges] };
}

function needsHub(senders: number, receivers: number): boolean {
  if (senders === 0 || receivers === 0) return false;
  return senders * receivers > senders + receivers || Math.max(senders, receivers) > 3;
}

function createRoutes() {
  const edges: Edge[] = [];
  const taken = new Set<string>();
  return {
    edges,
    add(edge: Edge): void {
      let id = edge.id;
      for (let number = 2; taken.has(id); number++) id = `${edge.id}__${number}`;
      taken.add(id);
      edges.push({ ...edge, id });
    },
  };
}

function isDrawn({ open }: RouteOptions, here: readonly string[], there: readonly string[]): boolean {
  return !open || here.some(id => open.has(id)) || there.some(id => open.has(id));
}

/** The node in the middle of a message's ways, where it has one. */
export function hubIdOf(message: string): string {
  return idOf('m', message);
}

/** All ids that an arrow of this message from one node to another can have, the ways to and from its hub included. */
export function edgeIdsBetween(message: string, from: string, to: string): readonly string[] {
  const hub = hubIdOf(message);
  return [`${hub}__${from}__${to}`, `${hub}__${from}__in`, `${hub}__${to}__out`, `${from}__${to}`];
}

function direct(send: Send, arrival: Arrival, message: Message | undefined): Edge {
  return {
    id: `${hubIdOf(send.message)}__${send.from}__${arrival.to}`,
    from: send.from,
    to: arrival.to,
    lines: [...send.lines, ...arrival.lines],
    style: styleOf(send.timed, message),
    ...spanOf(send, message),
    places: [...send.places, ...arrival.places, ...placesOf(message)],
    title: titled(`${send.title} → ${arrival.title}`, message),
  };
}

function hubOf(id: string, message: Message | undefined): Node {
  return {
    id: hubIdOf(id),
    role: 'message',
    lines: [plain(id)],
    ...(message && { span: message.nameSpan }),
    places: placesOf(message),
    title: titled(id, message),
  };
}

function intoHub(send: Send, hub: Node, message: Message | undefined): Edge {
  // The message's name stands in the hub; what else is said of this emission stands on its edge.
  const lines = send.lines.filter(line => line.tone !== 'plain' || line.text !== send.message);
  return {
    id: `${hub.id}__${send.from}__in`,
    from: send.from,
    to: hub.id,
    lines,
    style: styleOf(send.timed, message),
    ...spanOf(send, message),
    places: send.places,
    title: titled(send.title, message),
  };
}

function outOfHub(arrival: Arrival, hub: Node, message: Message | undefined, id: string): Edge {
  const span = arrival.places[0];
  return {
    id: `${hub.id}__${arrival.to}__out`,
    from: hub.id,
    to: arrival.to,
    lines: arrival.lines,
    style: styleOf(false, message),
    ...(span && { span }),
    places: arrival.places,
    title: titled(`${id} → ${arrival.title}`, message),
  };
}

/** Parallel edges as one, with the first few names; within one node nothing is drawn. */
function bundle(edges: readonly Edge[]): Edge[] {
  const pairs = Map.groupBy(
    edges.filter(edge => edge.from !== edge.to),
    edge => `${edge.from} ${edge.to}`,
  );
  return [...pairs.values()].flatMap(parallel => {
    const [first] = parallel;
    if (!first || parallel.length === 1) return parallel;
    const names = [
      ...new Set(parallel.flatMap(edge => edge.lines.filter(line => line.tone === 'plain').map(line => line.text))),
    ];
    const shown =
      names.length > 3 ? [...names.slice(0, 2).map(plain), soft(`and ${names.length - 2} more`)] : names.map(plain);
    return {
      ...first,
      id: `${first.from}__${first.to}`,
      lines: shown,
      style: parallel.every(edge => edge.style === first.style) ? first.style : 'plain',
      places: parallel.flatMap(edge => edge.places),
      title: parallel.map(edge => edge.title).join('\n'),
    };
  });
}

function styleOf(timed: boolean, message: Message | undefined): Edge['style'] {
  return timed ? 'timer' : message?.kind === 'command' ? 'command' : 'plain';
}

function spanOf(send: Send, message: Message | undefined) {
  const span = send.span ?? message?.nameSpan;
  return span ? { span } : {};
}

function placesOf(message: Message | undefined) {
  return message ? [message.span] : [];
}

function titled(text: string, message: Message | undefined): string {
  return message?.doc ? `${text}\n\n${message.doc}` : text;
}
