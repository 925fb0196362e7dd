/** Moving and scaling the picture: by dragging, wheel, pinch, keys and buttons. */
import { select } from 'd3-selection';
import { zoom, zoomIdentity, zoomTransform } from 'd3-zoom';
import type { View } from '../preview/protocol.ts';
import { margin, type Size } from './opening-view.ts';

export interface PanZoom {
  readonly view: View;
  /** Restores a saved view. */
  restore(view: View): void;
  /** Fits the whole picture. */
  fit(): void;
  /** Shows the first view, before the user moves the picture. */
  start(): void;
  zoomBy(factor: number): void;
  zoomTo(scale: number): void;
  /** Moves by screen pixels. `byUser`: whether this counts as a move by the user. */
  panBy(x: number, y: number, byUser: boolean): void;
}

export function createPanZoom(
  viewport: HTMLElement,
  canvas: HTMLElement,
  sizeOf: () => Size,
  changed: () => void,
  /** The first view of the picture. */
  opening: (pane: Size) => { readonly x: number; readonly y: number; readonly scale: number },
): PanZoom {
  let moved = false;
  let byUser = true;
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([0.04, 4])
    // The plain wheel scrolls, as elsewhere. With Ctrl or Cmd, and by pinching, it zooms.
    .filter((event: MouseEvent) => (event.type === 'wheel' ? event.ctrlKey || event.metaKey : event.button === 0))
    .on('zoom', ({ transform }: { transform: { x: number; y: number; k: number } }) => {
      canvas.style.transform = `translate(${transform.x}px, ${transform.y}px) scale(${transform.k})`;
      if (byUser) moved = true;
      changed();
    });
  const selection = select(viewport).call(behaviour).on('dblclick.zoom', null);
  viewport.addEventListener(
    'wheel',
    event => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      panBy(-x * line, -y * line, true);
    },
    { passive: false },
  );

  function quietly(change: () => void): void {
    byUser = false;
    change();
    byUser = true;
  }

  function place(x: number, y: number, scale: number): void {
    behaviour.transform(selection, zoomIdentity.translate(x, y).scale(scale));
  }

  function panBy(x: number, y: number, user: boolean): void {
    const { k } = zoomTransform(viewport);
    const move = () => behaviour.translateBy(selection, x / k, y / k);
    if (user) move();
    else quietly(move);
  }

  function scaleToFit(): number {
    const { width, height } = sizeOf();
    const { clientWidth, clientHeight } = viewport;
    return Math.min((clientWidth - 2 * margin) / width, (clientHeight - 2 * margin) / height, 1);
  }

  return {
    get view() {
      const { x, y, k } = zoomTransform(viewport);
      return { moved, x, y, scale: k };
    },
    restore(view) {
      quietly(() => place(view.x, view.y, view.scale));
      moved = view.moved;
    },
    fit() {
      const { width, height } = sizeOf();
      const scale = scaleToFit();
      place((viewport.clientWidth - width * scale) / 2, (viewport.clientHeight - height * scale) / 2, scale);
      moved = true;
    },
    start() {
      const { x, y, scale } = opening({ width: viewport.clientWidth, height: viewport.clientHeight });
      quietly(() => place(x, y, scale));
      moved = false;
    },
    zoomBy: factor => behaviour.scaleBy(selection, factor),
    zoomTo: scale => behaviour.scaleTo(selection, scale),
    panBy,
  };
}
