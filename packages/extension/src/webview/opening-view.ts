/** Chooses the direction of a picture and its first view: the whole picture if that is readable, or else the start of its flows. */
import type { DiagramDirection } from '@choreo/server/protocol';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** A picture after its layout, in pixels at actual size. */
export interface Layout {
  readonly direction: DiagramDirection;
  readonly size: Size;
  /** The nodes at which flows begin. */
  readonly entries: readonly Box[];
  /** The boxes of all nodes and frames. */
  readonly boxes: readonly Box[];
}

export interface OpeningView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Whether the whole picture is in the pane. */
  readonly whole: boolean;
  /** The used fraction of the pane's width or height, whichever is smaller. */
  readonly filled: number;
}

/** Text sizes in pixels: at actual size, and the smallest readable one. */
export const textSize = 14;
export const smallestText = 9;
/** The margin around the picture. */
export const margin = 16;
/** The minimum for a picture that would otherwise be a thin line in the pane. */
const largestScale = 1.5;
const smallestScale = smallestText / textSize;

/** At actual size, the other direction cannot be better. */
export function fitsAtActualSize(pane: Size, { size }: Layout): boolean {
  return scaleToFit(pane, size) === 1;
}

export function openingView(pane: Size, layout: Layout): OpeningView {
  const { size } = layout;
  const fitting = scaleToFit(pane, size);
  if (fitting >= smallestScale) {
    const place = {
      x: (pane.width - size.width * fitting) / 2,
      y: (pane.height - size.height * fitting) / 2,
      scale: fitting,
    };
    return { ...place, whole: true, filled: filledBy(pane, layout, place) };
  }
  // Use the smallest readable size, unless the picture would then fill too little of the pane.
  let best = viewOfEntries(pane, layout, smallestScale);
  for (let scale = smallestScale; best.filled < 1 / 3 && scale < largestScale;) {
    scale = Math.min(largestScale, scale * 1.08);
    const closer = viewOfEntries(pane, layout, scale);
    if (closer.filled > best.filled) best = closer;
  }
  return best;
}

function viewOfEntries(pane: Size, layout: Layout, scale: number): OpeningView {
  const first = firstEntries(layout.entries, pane, scale);
  const place = (available: number, length: number, start: number, end: number): number => {
    if (length <= available - 2 * margin) return (available - length) / 2;
    return Math.min(margin, Math.max(available - margin - length, available / 2 - (start + end) / 2));
  };
  const view = {
    x: place(pane.width, layout.size.width * scale, first.x * scale, (first.x + first.width) * scale),
    y: place(pane.height, layout.size.height * scale, first.y * scale, (first.y + first.height) * scale),
    scale,
  };
  return { ...view, whole: false, filled: filledBy(pane, layout, view) };
}

/** The extent of the visible elements, as a fraction of the pane. */
function filledBy(pane: Size, { boxes }: Layout, view: Pick<OpeningView, 'x' | 'y' | 'scale'>): number {
  const seen = boxes
    .map(box => ({
      left: Math.max(0, box.x * view.scale + view.x),
      top: Math.max(0, box.y * view.scale + view.y),
      right: Math.min(pane.width, (box.x + box.width) * view.scale + view.x),
      bottom: Math.min(pane.height, (box.y + box.height) * view.scale + view.y),
    }))
    .filter(({ left, top, right, bottom }) => left < right && top < bottom);
  if (seen.length === 0) return 0;
  const across = Math.max(...seen.map(({ right }) => right)) - Math.min(...seen.map(({ left }) => left));
  const down = Math.max(...seen.map(({ bottom }) => bottom)) - Math.min(...seen.map(({ top }) => top));
  return Math.min(across / pane.width, down / pane.height);
}

/** Prefers the readable view with the largest text, or else the view that shows most; the first one if they are equal. */
export function bestFitting<Candidate extends Layout>(
  pane: Size,
  layouts: readonly [Candidate, ...Candidate[]],
): Candidate {
  return layouts.reduce((best, next) => (fitOf(pane, next) > fitOf(pane, best) + 1e-6 ? next : best));
}

/** The score of a view: above 1 if the whole picture is readable, below 1 otherwise. */
function fitOf(pane: Size, layout: Layout): number {
  const { scale, whole, filled } = openingView(pane, layout);
  if (whole) return 1 + scale;
  const seen = (available: number, length: number) => Math.min(1, (available - 2 * margin) / (length * scale));
  const { width, height } = layout.size;
  return seen(pane.width, width) * seen(pane.height, height) * Math.min(1, 3 * filled);
}

function scaleToFit(pane: Size, { width, height }: Size): number {
  return Math.min((pane.width - 2 * margin) / width, (pane.height - 2 * margin) / height, 1);
}

/** The elements that fit, starting from the top left one. */
function firstEntries(entries: readonly Box[], pane: Size, scale: number): Box {
  const [first, ...others] = [...entries].sort((a, b) => a.x + a.y - (b.x + b.y));
  if (!first) return { x: 0, y: 0, width: 0, height: 0 };
  return others.reduce((around, next) => {
    const wider = union(around, next);
    const fits = wider.width * scale <= pane.width - 2 * margin && wider.height * scale <= pane.height - 2 * margin;
    return fits ? wider : around;
  }, first);
}

function union(one: Box, other: Box): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}
