/** Finds the elements of a picture that findings are about. */
import { comparePositions, compareSpans, type Span } from '@choreo/model';
import { severities, type Marker } from './diagram.ts';
import { badgesOn, elementsIn, type Picture } from './picture.ts';

export interface PlacedMarkers {
  /** By the id of the element, the most severe first. */
  readonly byId: ReadonlyMap<string, readonly Marker[]>;
  readonly undrawn: readonly Marker[];
}

/** A finding belongs to the elements with the smallest place in the source around it: an emission rather than its reaction, a reaction rather than its service. */
export function placeMarkers(picture: Picture, markers: readonly Marker[]): PlacedMarkers {
  const byId = new Map<string, Marker[]>();
  const undrawn: Marker[] = [];
  const placesAround = indexPlaces(picture);
  for (const marker of [...markers].sort(bySeverity)) {
    const around = placesAround(marker.span);
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

/** Most places span few lines. They are looked up by line, so that many findings in a large model stay fast. */
function indexPlaces(picture: Picture): (span: Span) => readonly Place[] {
  const byLine = new Map<string, Place[]>();
  const long = new Map<string, Place[]>();
  const add = (to: Map<string, Place[]>, key: string, place: Place): void => {
    const known = to.get(key);
    if (known) known.push(place);
    else to.set(key, [place]);
  };
  const elements = elementsIn(picture);
  for (const { id, places } of [...elements, ...elements.flatMap(({ lines }) => badgesOn(lines))]) {
    for (const place of places) {
      const { start, end } = place.range;
      if (end.line - start.line > 20) add(long, place.uri, { id, place });
      else for (let line = start.line; line <= end.line; line++) add(byLine, `${line} ${place.uri}`, { id, place });
    }
  }
  return span => {
    const candidates = [...(byLine.get(`${span.range.start.line} ${span.uri}`) ?? []), ...(long.get(span.uri) ?? [])];
    return candidates.filter(({ place }) => contains(place, span));
  };
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
