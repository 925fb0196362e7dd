/** The picture of who reacts to what in a choreography. */
import { namesOf, type Choreography } from '@choreo/model';
import { defaultLimits, type Diagram, type FlowOptions, type Limits, type Target } from './diagram.ts';
import { directionFor } from './direction.ts';
import { drawFlow } from './flow/draw-flow.ts';
import type { Flow } from './flow/flow.ts';
import { focusOn } from './flow/focus.ts';
import { overviewOf } from './flow/overview.ts';
import { routeMessages } from './flow/route.ts';
import { placeMarkers, type PlacedMarkers } from './markers.ts';
import { mermaidText } from './mermaid.ts';
import { elementsIn, plain, soft, type Badge, type Node, type Picture, type Role } from './picture.ts';
import { dropUnconnected, trimEdges } from './trim.ts';
import { writtenBadges, writtenLines } from './written-lines.ts';

export function flowDiagram(choreography: Choreography, options: FlowOptions = {}): Diagram {
  const drawn = draw(choreography, drawFlow(choreography), options);
  const notes = noteNodes(drawn);
  const picture = { ...drawn.picture, nodes: [...notes, ...drawn.picture.nodes] };
  const markers = placeMarkers(picture, options.markers ?? []);
  const direction = options.direction ?? directionFor(picture);
  const body = mermaidText(picture, markers);
  const texts = { TB: body('TB'), LR: body('LR') };
  return {
    title: choreography.name,
    text: texts[direction],
    texts,
    targets: targetsOf(picture, markers),
    detail: drawn.detail,
    direction,
    entries: entriesOf(picture),
    ...(drawn.notices.length > 0 && { notice: drawn.notices.join(' ') }),
    undrawn: markers.undrawn,
  };
}

interface Drawn {
  readonly picture: Picture;
  readonly detail: Diagram['detail'];
  readonly notices: readonly string[];
}

function draw(choreography: Choreography, flow: Flow, options: FlowOptions): Drawn {
  const limits = { ...defaultLimits, ...options.limits };
  const { messages } = namesOf(choreography);
  const focused = options.focus && focusOn(flow, options.focus);
  if (options.focus && focused) {
    const name = options.focus.kind === 'participant' ? options.focus.name : options.focus.id;
    const around = dropUnconnected(routeMessages(focused.flow, { messages, open: focused.open }), focused.open);
    const { picture, left } = trimEdges(around, limits.edges);
    return { picture, detail: 'focus', notices: [`Only what surrounds ${name} is drawn.`, ...leftOut(left)] };
  }
  if (options.detail !== 'services') {
    const picture = routeMessages(flow, { messages });
    const fits = picture.nodes.length <= limits.nodes && picture.edges.length <= limits.edges;
    if (fits || options.detail === 'full') return { picture, detail: 'full', notices: [] };
  }
  return overview(choreography, flow, limits);
}

function overview(choreography: Choreography, flow: Flow, limits: Limits): Drawn {
  const { messages } = namesOf(choreography);
  const { flow: services, gathered } = overviewOf(flow, limits.services);
  const routed = routeMessages(services, { messages, bundled: true });
  const { picture, left } = trimEdges(routed, limits.edges);
  const reactions = choreography.participants.reduce((sum, participant) => sum + participant.reactions.length, 0);
  return {
    picture,
    detail: 'services',
    notices: [
      `Overview of ${reactions} reactions: each service is one node. Focus on a service or a message to see inside.`,
      ...(gathered > 0 ? [`${gathered} participants are gathered in one node.`] : []),
      ...leftOut(left),
    ],
  };
}

function leftOut(edges: number): readonly string[] {
  return edges > 0 ? [`${edges} edges are left out.`] : [];
}

/** A note about what the picture leaves out, or about a model with nothing to draw. */
function noteNodes({ picture, notices }: Drawn): readonly Node[] {
  const note = { id: 'note', role: 'note', places: [] } as const;
  if (notices.length > 0)
    return [{ ...note, lines: notices.flatMap(notice => sentences(notice)).map(soft), title: notices.join(' ') }];
  if (picture.nodes.length > 0) return [];
  const title = 'Nothing to draw yet. Declare a service with a reaction.';
  return [{ ...note, lines: sentences(title).map(plain), title }];
}

function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.:]) /);
}

function targetsOf(picture: Picture, markers: PlacedMarkers): readonly Target[] {
  const markersOn = (id: string) => markers.byId.get(id) ?? [];
  const target =
    (element: Target['element']) =>
    ({ id, span, title }: Badge): Target => ({ id, element, ...(span && { span }), title, markers: markersOn(id) });
  const badges = elementsIn(picture).flatMap(element =>
    writtenBadges(writtenLines(element, markersOn)).map(({ badge, first, end }): Target => ({
      ...target('badge')(badge),
      on: { id: element.id, first, end },
    })),
  );
  return [
    ...picture.groups.map(target('group')),
    ...picture.nodes.map(target('node')),
    ...picture.edges.map(target('edge')),
    ...badges,
  ];
}

/** Actors, schedules and other choreographies that something comes from. Without any of these: nodes that nothing leads to. */
function entriesOf({ nodes, edges }: Picture): readonly string[] {
  const [reached, sending] = [new Set(edges.map(({ to }) => to)), new Set(edges.map(({ from }) => from))];
  const sources = nodes.filter(({ id }) => sending.has(id) && !reached.has(id)).map(({ id }) => id);
  const begins: readonly Role[] = ['actor', 'entry', 'schedule', 'used'];
  const outside = nodes.filter(({ id, role }) => sending.has(id) && begins.includes(role)).map(({ id }) => id);
  return outside.length > 0 ? outside : sources;
}
