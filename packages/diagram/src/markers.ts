/** Finds what in a picture a finding is about. */
import { comparePositions, compareSpans, type Span } from '@choreo/model';
import { severities, type Marker } from './diagram.ts';
import type { Edge, Group, Node, Picture } from './picture.ts';

export interface PlacedMarkers {
  /** By the id of the element, the most severe first. */
  readonly byId: ReadonlyMap<string, readonly Marker[]>;
  readonly undrawn: readonly Marker[];
}

/** A finding goes to the elements with the smallest place in the source that holds it: an emission before its reaction before its service. */
export function placeMarkers(picture: Picture, markers: readonly Marker[]): PlacedMarkers {
  const byId = new Map<string, Marker[]>();
  const undrawn: Marker[] = [];
  const places = placesByFile(picture);
  for (const marker of [...markers].sort(bySeverity)) {
    const around = (places.get(marker.span.uri) ?? []).filter(({ place }) => contains(place, marker.span));
    const smallest = around.reduce<Span | undefined>(
      (best, { place }) => (best === undefined || contains(best, place) ? place : best),
      undefined,
    );
    if (!smallest) {
      undrawn.push(marker);
      continue;
    }
    const ids = around.filter(({ place }) => compareSpans(place, smallest) === 0).map(({ id }) => id);
    for (const id of new Set(ids)) byId.set(id, [...(byId.get(id) ?? []), marker]);
  }
  return { byId, undrawn };
}

/** How a finding is named in the picture itself. */
export function badgeOf(markers: readonly Marker[]): string | undefined {
  const [first] = markers;
  if (!first) return undefined;
  const sign = { error: '✖', warning: '⚠\ufe0e', info: 'ℹ\ufe0e', hint: '☞' }[first.severity];
  const name = first.code ?? first.severity;
  return markers.length === 1 ? `${sign} ${name}` : `${sign} ${name} +${markers.length - 1}`;
}

interface Place {
  readonly id: string;
  readonly place: Span;
}

function placesByFile(picture: Picture): ReadonlyMap<string, readonly Place[]> {
  const elements: readonly (Node | Edge | Group)[] = [...picture.groups, ...picture.nodes, ...picture.edges];
  const places = elements.flatMap(({ id, places: own }) => own.map(place => ({ id, place })));
  return Map.groupBy(places, ({ place }) => place.uri);
}

function contains(outer: Span, inner: Span): boolean {
  return (
    outer.uri === inner.uri &&
    comparePositions(outer.range.start, inner.range.start) <= 0 &&
    comparePositions(outer.range.end, inner.range.end) >= 0
  );
}

function bySeverity(a: Marker, b: Marker): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || compareSpans(a.span, b.span);
}
