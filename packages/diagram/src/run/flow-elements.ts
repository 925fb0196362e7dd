/** Finds the nodes and arrows of the flow diagram that belong to a step of a run, to highlight them. */
import type { Firing, Run } from '@choreo/analysis/runs';
import { compareSpans, comparePositions, type Choreography, type Span } from '@choreo/model';
import { flowDiagram } from '../flow-diagram.ts';
import type { FlowOptions } from '../diagram.ts';
import { drawFlow } from '../flow/draw-flow.ts';
import { indexFlow, type FlowIndex } from './flow-index.ts';
import type { Send } from '../flow/flow.ts';
import { idOf } from '../ids.ts';
import { edgeIdsBetween, hubIdOf } from '../flow/route.ts';
import { originsOf, type Origin } from './origins.ts';
import type { FlowElements } from './sequence.ts';

/** Answers for many steps of many runs over the same choreography and picture. */
export interface FlowLights {
  /** `index` of the step in the run. */
  elementsOf(run: Run, index: number): FlowElements;
}

/** `options`: those that the flow diagram is drawn with. */
export function flowLights(choreography: Choreography, options: FlowOptions = {}): FlowLights {
  const flow = indexFlow(drawFlow(choreography));
  const origins = new WeakMap<Run, ReturnType<typeof originsOf>>();
  const originOf = (run: Run, index: number): Origin | undefined => {
    const known = origins.get(run) ?? originsOf(run);
    origins.set(run, known);
    return known[index];
  };
  const drawn = new Set(flowDiagram(choreography, options).targets.map(({ id }) => id));
  const wholes = wholeNodes(flow, drawn);
  const shown = (ids: readonly string[]): readonly string[] => [...new Set(ids)].filter(id => drawn.has(id));
  /** A node as drawn: itself, or its service if that is drawn as one node. */
  const nodes = (id: string): readonly string[] => [id, ...(wholes.get(id) ?? [])];
  const arrows = (message: string, from: readonly string[], to: readonly string[]): readonly string[] =>
    from
      .flatMap(nodes)
      .flatMap(start =>
        to
          .flatMap(nodes)
          .flatMap(end => edgeIdsBetween(message, start, end).flatMap(id => [id, ...numbered(id, drawn)])),
      );
  return {
    elementsOf(run, index) {
      const step = run.steps[index];
      if (!step) return { taken: [], fired: [], sent: [] };
      const { message = '', participant } = step;
      const origin = originOf(run, index);
      const fired = step.firings.flatMap(firing => firedNodes(flow, participant, firing));
      const joins = step.collectedBy.map(join => reactionNode(participant, join));
      const listening = reactionsTo(flow, participant, message);
      const active = [...fired.filter(id => listening.includes(id)), ...joins];
      const takers = active.length > 0 ? active : listening;
      const from = origin ? originNodes(flow, run, origin, message) : [];
      const entering = step.entersFrom !== undefined || step.kind === 'enter' ? from : [];
      const sends = step.firings.flatMap(firing => sendsOf(flow, participant, firing));
      const sentTo = (sent: string) => (flow.arrivals.get(sent) ?? []).map(({ to }) => to);
      const all = [...joins, ...fired].flatMap(nodes);
      return {
        taken: shown([
          ...entering.flatMap(nodes),
          ...(origin ? [...arrows(message, from, takers), ...(takers.length > 0 ? [hubIdOf(message)] : [])] : []),
        ]),
        fired: shown([...all, ...innerEdges(flow, fired)]),
        sent: shown([
          ...sends.flatMap(send => [
            ...arrows(send.message, [send.from], sentTo(send.message)),
            hubIdOf(send.message),
            ...badgesOf(flow, send),
          ]),
          ...(step.kind === 'enter' ? [...arrows(message, from, sentTo(message)), hubIdOf(message)] : []),
        ]),
      };
    },
  };
}

export function flowElementsOf(
  choreography: Choreography,
  run: Run,
  index: number,
  options: FlowOptions = {},
): FlowElements {
  return flowLights(choreography, options).elementsOf(run, index);
}

/** If an emission occurs several times in one place, all of its arrows. */
function numbered(id: string, drawn: ReadonlySet<string>): readonly string[] {
  const ids: string[] = [];
  for (let number = 2; drawn.has(`${id}__${number}`); number++) ids.push(`${id}__${number}`);
  return ids;
}

/** By node: what may be drawn instead of it. */
function wholeNodes(flow: FlowIndex, drawn: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...flow.nodes.values()].map(({ id, group }) => {
      if (drawn.has(id)) return [id, []];
      const whole = group === undefined ? [] : [`${group}__whole`, `${group}__more`];
      return [id, whole.some(one => drawn.has(one)) ? whole : ['others']];
    }),
  );
}

function reactionNode(participant: string, reaction: string): string {
  return idOf('r', participant, reaction.slice(participant.length + 1));
}

/** Reactions of a participant that the message leads to. */
function reactionsTo(flow: FlowIndex, participant: string, message: string): readonly string[] {
  const group = idOf('s', participant);
  return (flow.arrivals.get(message) ?? []).filter(({ to }) => flow.nodes.get(to)?.group === group).map(({ to }) => to);
}

/** The nodes from the reaction or schedule down to the alternative that was taken. */
function firedNodes(flow: FlowIndex, participant: string, firing: Firing): readonly string[] {
  const top = topNode(flow, participant, firing);
  const ends = [
    ...(flow.members.get(idOf('s', participant)) ?? [])
      .filter(({ places }) => firing.alternative && places.some(isAt(firing.alternative)))
      .map(({ id }) => id),
    ...sendsOf(flow, participant, firing).map(({ from }) => from),
  ];
  const paths = ends.map(end => {
    const path = [end];
    for (let next = flow.above.get(end); next; next = flow.above.get(next.from)) path.unshift(next.from);
    return path;
  });
  return [...new Set([top, ...paths.filter(([first]) => first === top).flat()])];
}

function topNode(flow: FlowIndex, participant: string, { reaction }: Firing): string {
  const schedule = idOf('schedule', participant, reaction.slice(participant.length + 1));
  return flow.nodes.has(schedule) ? schedule : reactionNode(participant, reaction);
}

/** The sends in the picture of what a firing published or started a timer for. */
function sendsOf(flow: FlowIndex, participant: string, firing: Firing): readonly Send[] {
  const { alternative, span, because } = firing;
  const place = because === 'timer' ? span : alternative;
  if (!place) return [];
  const emitted = new Set([...firing.emits, ...firing.starts]);
  const own = flow.sends.get(idOf('s', participant)) ?? [];
  return own.filter(({ message, span: at }) => emitted.has(message) && at !== undefined && isWithin(at, place));
}

/** The nodes from which a message came. */
function originNodes(flow: FlowIndex, run: Run, origin: Origin, message: string): readonly string[] {
  const firing = origin.firing === undefined ? undefined : run.steps[origin.step]?.firings[origin.firing];
  if (firing) {
    return sendsOf(flow, origin.emitter, firing)
      .filter(send => send.message === message)
      .map(({ from }) => from);
  }
  return ['from', 'start', 'used']
    .map(kind => idOf(kind, origin.emitter))
    .filter(id => flow.sent.get(id)?.some(send => send.message === message));
}

/** The lines that say that nobody takes what was sent. */
function badgesOf(flow: FlowIndex, { message, from, span }: Send): readonly string[] {
  return (flow.unhandled.get(message) ?? [])
    .filter(({ on, badge }) => on === from && badge.span !== undefined && span !== undefined && isAt(span)(badge.span))
    .map(({ badge }) => badge.id);
}

function innerEdges(flow: FlowIndex, nodes: readonly string[]): readonly string[] {
  return nodes
    .flatMap(node => flow.above.get(node) ?? [])
    .flatMap(({ id, from }) => (nodes.includes(from) ? [id] : []));
}

function isAt(place: Span): (other: Span) => boolean {
  return other => compareSpans(other, place) === 0;
}

function isWithin(inner: Span, outer: Span): boolean {
  return (
    inner.uri === outer.uri &&
    comparePositions(outer.range.start, inner.range.start) <= 0 &&
    comparePositions(inner.range.end, outer.range.end) <= 0
  );
}
