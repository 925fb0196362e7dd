/** Keeps elements at the same place on the screen while the picture changes. */
import { elementOf } from './targets.ts';

/** An element and its position on the screen. */
export interface Anchor {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** The visible elements, those nearest to the middle first. */
export function anchorsIn(viewport: Element, canvas: Element): readonly Anchor[] {
  const frame = viewport.getBoundingClientRect();
  const anchors = [...canvas.querySelectorAll('g.node[data-target]')].map(element => ({
    id: element.getAttribute('data-target') ?? '',
    ...centreOf(element),
  }));
  const fromMiddle = ({ x, y }: Anchor) =>
    Math.hypot(x - (frame.left + frame.width / 2), y - (frame.top + frame.height / 2));
  return anchors
    .filter(({ x, y }) => x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom)
    .sort((a, b) => fromMiddle(a) - fromMiddle(b));
}

/** How far the first anchor that still exists has moved. */
export function driftOf(
  anchors: readonly Anchor[],
  canvas: Element,
): { readonly x: number; readonly y: number } | undefined {
  for (const anchor of anchors) {
    const element = elementOf(canvas, anchor.id);
    if (!element) continue;
    const { x, y } = centreOf(element);
    return { x: x - anchor.x, y: y - anchor.y };
  }
  return undefined;
}

function centreOf(element: Element): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
