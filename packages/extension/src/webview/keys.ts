/** Keyboard control of the preview: everything that the mouse can do. */
import type { PanZoom } from './pan-zoom.ts';
import { targetAt } from './targets.ts';

const step = 60;

export function listenToKeys(viewport: HTMLElement, panZoom: PanZoom, reveal: (id: string | undefined) => void): void {
  viewport.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  // An element that gets the focus by Tab is moved into view.
  viewport.addEventListener('focusin', event => {
    const element = event.target;
    if (!(element instanceof Element) || !element.hasAttribute('data-target')) return;
    const [frame, box] = [viewport.getBoundingClientRect(), element.getBoundingClientRect()];
    const outside =
      box.right < frame.left + 20 ||
      box.left > frame.right - 20 ||
      box.bottom < frame.top + 20 ||
      box.top > frame.bottom - 20;
    if (!outside) return;
    // Undo the browser's own scrolling, since the picture moves by transforms.
    viewport.scrollTo(0, 0);
    const now = element.getBoundingClientRect();
    const x = frame.left + frame.width / 2 - (now.left + now.width / 2);
    const y = frame.top + frame.height / 2 - (now.top + now.height / 2);
    panZoom.panBy(x, y, true);
  });
  viewport.addEventListener('scroll', () => viewport.scrollTo(0, 0));

  function act(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 'Enter':
      case ' ': {
        const id = targetAt(event);
        reveal(id);
        return id !== undefined;
      }
      case '+':
      case '=':
        panZoom.zoomBy(1.25);
        return true;
      case '-':
        panZoom.zoomBy(0.8);
        return true;
      case '0':
        panZoom.zoomTo(1);
        return true;
      case 'f':
      case 'F':
        panZoom.fit();
        return true;
      case 'ArrowLeft':
        panZoom.panBy(step, 0, true);
        return true;
      case 'ArrowRight':
        panZoom.panBy(-step, 0, true);
        return true;
      case 'ArrowUp':
        panZoom.panBy(0, step, true);
        return true;
      case 'ArrowDown':
        panZoom.panBy(0, -step, true);
        return true;
      default:
        return false;
    }
  }
}
