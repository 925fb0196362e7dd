/** Finds a place for text in a horizontal strip where it covers nothing. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface FreePlace {
  /** The left edge of the text. */
  readonly start: number;
  /** The room after the text was placed: as given, or wider. */
  readonly room: Span;
}

export interface Strip {
  readonly room: Span;
  /** The limit for widening the room. */
  readonly limits: Span;
  readonly blocked: readonly Span[];
}

/** The gap between the text and other elements. */
export const gap = 8;

/** The nearest free place to the wanted one. If there is none, widens the room; `undefined` if that does not help either. */
export function freePlace(strip: Strip, length: number, wanted: number): FreePlace | undefined {
  const start = nearestIn(strip.room, strip.blocked, length, wanted);
  return start === undefined ? beside(strip, length) : { start, room: strip.room };
}

function nearestIn(room: Span, blocked: readonly Span[], length: number, wanted: number): number | undefined {
  const inside = blocked.filter(({ start, end }) => end > room.start && start < room.end);
  let best: number | undefined;
  let start = room.start + gap;
  for (const next of [...inside.sort((a, b) => a.start - b.start), { start: room.end, end: room.end }]) {
    const last = next.start - gap - length;
    const here = Math.max(start, Math.min(last, wanted));
    if (last >= start && (best === undefined || Math.abs(here - wanted) < Math.abs(best - wanted))) best = here;
    start = Math.max(start, next.end + gap);
  }
  return best;
}

/** Chooses the side that needs less widening. */
function beside({ room, limits, blocked }: Strip, length: number): FreePlace | undefined {
  const inside = blocked.filter(({ start, end }) => end > room.start && start < room.end);
  const first = Math.min(room.end, ...inside.map(({ start }) => start));
  const last = Math.max(room.start, ...inside.map(({ end }) => end));
  const left = { start: first - gap - length, room: { start: first - 2 * gap - length, end: room.end } };
  const right = { start: last + gap, room: { start: room.start, end: last + 2 * gap + length } };
  const widened = (place: FreePlace) => place.room.end - place.room.start;
  return [left, right]
    .filter(place => place.room.start >= limits.start && place.room.end <= limits.end)
    .filter(place => nearestIn(place.room, blocked, length, place.start) === place.start)
    .sort((a, b) => widened(a) - widened(b))[0];
}
