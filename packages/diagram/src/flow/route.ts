/** Draws the edges of each message, from its senders to its receivers. */
import type { Message } from '@choreo/model';
import { idOf } from '../ids.ts';
import { plain, soft, type Edge, type Node, type Picture } from '../picture.ts';
import type { Arrival, Flow, Send } from './flow.ts';

export interface RouteOptions {
  readonly messages: ReadonlyMap<string, Message>;
  /** Draw only what begins or ends here. */
  readonly open?: ReadonlySet<string>;
  /** Draw one edge from one node to another, however many messages go there. */
  readonly bundled?: boolean;
}

/**
 * One edge if one node sends to one other. If there are more nodes, a hub in the middle bears the message's name, so that the
 * name is written once, and each sender and receiver has one arrow.
 */
export function routeMessages(flow: Flow, options: RouteOptions): Picture {
  const arrivals = Map.groupBy(flow.arrivals, arrival => arrival.message);
  const sends = Map.groupBy(flow.sends, send => send.message);
  const groups = new Map(flow.nodes.map(node => [node.id, node.group]));
  const routes = createRoutes();
  const hubs: Node[] = [];
  for (const [id, all] of sends) {
    const from = mergeSends(all);
    const to = arrivals.get(id) ?? [];
    const message = options.messages.get(id);
    const receivers = to.map(arrival => arrival.to);
    const senders = from.map(send => send.from);
    if (needsHub(from.length, to.length, options.bundled)) {
      const drawnFrom = from.filter(send => isDrawn(options, [send.from], receivers));
      const drawnTo = to.filter(arrival => isDrawn(options, [arrival.to], senders));
      if (drawnFrom.length === 0) continue;
      const homes = new Set(
        [...drawnFrom.map(send => send.from), ...drawnTo.map(arrival => arrival.to)].map(node => groups.get(node)),
      );
      const [home] = homes.size === 1 ? homes : [];
      const hub = hubOf(id, message, drawnFrom, drawnTo, home);
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

/** A bundled arrow bears the names of many messages; a hub would take one of them out of the bundle. */
function needsHub(senders: number, receivers: number, bundled = false): boolean {
  if (senders === 0 || receivers === 0) return false;
  if (!bundled) return senders + receivers > 2;
  return senders * receivers > senders + receivers || Math.max(senders, receivers) > 3;
}

/** A message that one node sends in several cases has one arrow, with the texts of all cases. */
function mergeSends(sends: readonly Send[]): readonly Send[] {
  return [...Map.groupBy(sends, send => send.from).values()].flatMap(([first, ...others]) => {
    if (!first || others.length === 0) return first ?? [];
    const all = [first, ...others];
    const lines = [
      ...new Map(all.flatMap(send => send.lines).map(line => [`${line.tone} ${line.text}`, line])).values(),
    ];
    return {
      ...first,
      lines: [...lines.filter(({ tone }) => tone === 'plain'), ...lines.filter(({ tone }) => tone !== 'plain')],
      timed: all.every(send => send.timed),
      places: all.flatMap(send => send.places),
      title: all.map(send => send.title).join('\n'),
    };
  });
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

/** The hub of a message, if it has one. */
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

/** The text of the only sender or the only receiver is in the hub, so that their arrows have none. */
function hubOf(
  id: string,
  message: Message | undefined,
  from: readonly Send[],
  to: readonly Arrival[],
  group: string | undefined,
): Node {
  const [sender, ...senders] = from;
  const [receiver, ...receivers] = to;
  const sent = sender && senders.length === 0 ? sender.lines : [plain(id)];
  const taken = receiver && receivers.length === 0 ? receiver.lines : [];
  return {
    id: hubIdOf(id),
    ...(group !== undefined && { group }),
    role: 'message',
    lines: [...sent, ...taken],
    ...(message && { span: message.nameSpan }),
    places: placesOf(message),
    title: titled(id, message),
  };
}

function intoHub(send: Send, hub: Node, message: Message | undefined): Edge {
  // What the hub says, the arrow to it need not repeat.
  const said = new Set(hub.lines);
  const lines = send.lines.filter(line => !said.has(line) && (line.tone !== 'plain' || line.text !== send.message));
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
    lines: arrival.lines.filter(line => !hub.lines.includes(line)),
    style: styleOf(false, message),
    ...(span && { span }),
    places: arrival.places,
    title: titled(`${id} → ${arrival.title}`, message),
  };
}

/** Combines parallel edges into one with the first few names; edges within one node are not drawn. */
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
