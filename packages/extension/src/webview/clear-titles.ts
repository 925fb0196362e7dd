/**
 * Moves the names of services away from arrows. Mermaid puts them in the middle, where arrows into the service often
 * enter, and draws frames narrower than the layout would allow.
 */
import { freePlace, gap, type Span } from './free-place.ts';
import type { Box } from './opening-view.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

export function clearTitles(root: ParentNode): void {
  const svg = root.querySelector('svg');
  const toDrawing = svg?.getScreenCTM()?.inverse();
  if (!svg || !toDrawing) return;
  const boxOf = (element: Element | Range): Box => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const start = new DOMPoint(left, top).matrixTransform(toDrawing);
    const end = new DOMPoint(right, bottom).matrixTransform(toDrawing);
    return { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y };
  };
  const arrows = [...svg.querySelectorAll('path.flowchart-link')].map(pointsOf);
  const frames = [...svg.querySelectorAll<SVGRectElement>('g.cluster > rect')];
  const solid = [...svg.querySelectorAll('g.node > :first-child, g.edgeLabel foreignObject')].map(boxOf);
  for (const frame of frames) {
    const label = frame.parentElement?.querySelector<SVGGElement>(':scope > .cluster-label');
    if (!label) continue;
    const [outer, text] = [frameOf(frame), boxOf(contentOf(label))];
    const others = frames.filter(other => other !== frame).map(frameOf);
    const strip = { start: text.y - gap / 2, end: text.y + text.height + gap / 2 };
    const place = freePlace(
      {
        room: { start: outer.x, end: outer.x + outer.width },
        limits: limitsOf(outer, [...others, ...solid]),
        blocked: arrows.flatMap(points => passages(points, strip)),
      },
      text.width,
      text.x,
    );
    if (!place) {
      raise(svg, label);
      continue;
    }
    frame.setAttribute('x', String(place.room.start));
    frame.setAttribute('width', String(place.room.end - place.room.start));
    moveBy(label, place.start - text.x);
  }
}

function frameOf(frame: SVGRectElement): Box {
  const [x, y] = [frame.x.baseVal.value, frame.y.baseVal.value];
  return { x, y, width: frame.width.baseVal.value, height: frame.height.baseVal.value };
}

function contentOf(label: Element): Range {
  const range = document.createRange();
  range.selectNodeContents(label.querySelector('p') ?? label);
  return range;
}

/** How far a frame can grow to both sides before it touches something. */
function limitsOf(frame: Box, others: readonly Box[]): Span {
  const level = others.filter(({ y, height }) => y < frame.y + frame.height + gap && y + height > frame.y - gap);
  const left = level.filter(({ x, width }) => x + width <= frame.x).map(({ x, width }) => x + width + gap);
  const right = level.filter(({ x }) => x >= frame.x + frame.width).map(({ x }) => x - gap);
  return { start: Math.max(-Infinity, ...left), end: Math.min(Infinity, ...right) };
}

/** The approximate corners of an arrow, with straight lines between them. */
function pointsOf(path: Element): readonly Point[] {
  const points: Point[] = [];
  for (const [, command, rest = ''] of (path.getAttribute('d') ?? '').matchAll(/([A-DF-Z])([^A-DF-Z]*)/giu)) {
    const numbers = (rest.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/giu) ?? []).map(Number);
    // An arc where one arrow crosses another: only its end counts as a point.
    const coordinates = command === 'A' ? numbers.slice(-2) : numbers;
    for (let index = 0; index + 1 < coordinates.length; index += 2) {
      points.push({ x: coordinates[index] ?? 0, y: coordinates[index + 1] ?? 0 });
    }
  }
  return points;
}

/** The part of a horizontal strip that an arrow occupies. */
function passages(points: readonly Point[], strip: Span): readonly Span[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    if (bottom < strip.start || top > strip.end) return [];
    return [{ start: Math.min(from.x, to.x), end: Math.max(from.x, to.x) }];
  });
}

function moveBy(label: Element, distance: number): void {
  const [, x, y] = /translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)/u.exec(label.getAttribute('transform') ?? '') ?? [];
  label.setAttribute('transform', `translate(${Number(x ?? 0) + distance}, ${Number(y ?? 0)})`);
}

/** If there is no room beside the arrows, the name covers them. */
function raise(svg: SVGSVGElement, label: Element): void {
  label.classList.add('raised');
  label.setAttribute('data-group', label.closest('g.cluster')?.id ?? '');
  svg.querySelector('g.edgePaths')?.after(label);
}
