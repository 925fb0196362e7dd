/** Keyboard control of pages with runs: arrow keys move between steps, with Shift they move the picture. */
import type { PanZoom } from '../pan-zoom.ts';

export interface Stepping {
  by(steps: number): void;
  first(): void;
  last(): void;
  /** To the first bad or differing step. */
  mark(): void;
  /** To the source of the current step. */
  reveal(): void;
  /** To the other run, if there is one. */
  other(): void;
}

const way = 60;

/** `pictureOf`: the picture that the keys move. */
export function listenToStepping(stepping: Partial<Stepping>, pictureOf: () => PanZoom | undefined): void {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
    const act = event.shiftKey && event.key.startsWith('Arrow') ? moving(event.key) : stepOf(event.key, target);
    if (!act) return;
    act();
    event.preventDefault();
  });

  function stepOf(key: string, target: EventTarget | null): (() => void) | undefined {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowRight':
        return () => stepping.by?.(1);
      case 'ArrowUp':
      case 'ArrowLeft':
        return () => stepping.by?.(-1);
      case 'PageDown':
        return () => stepping.by?.(10);
      case 'PageUp':
        return () => stepping.by?.(-10);
      case 'Home':
        return stepping.first;
      case 'End':
        return stepping.last;
      case 'b':
      case 'B':
        return stepping.mark;
      case 'o':
      case 'O':
        return stepping.other;
      case 'Enter':
        // A focused button handles its own keys.
        return target instanceof HTMLButtonElement && !target.classList.contains('step') ? undefined : stepping.reveal;
      case '+':
      case '=':
        return () => pictureOf()?.zoomBy(1.25);
      case '-':
        return () => pictureOf()?.zoomBy(0.8);
      case '0':
        return () => pictureOf()?.zoomTo(1);
      case 'f':
      case 'F':
        return () => pictureOf()?.fit();
      default:
        return undefined;
    }
  }

  function moving(key: string): () => void {
    const [x, y] =
      key === 'ArrowLeft' ? [way, 0] : key === 'ArrowRight' ? [-way, 0] : key === 'ArrowUp' ? [0, way] : [0, -way];
    return () => pictureOf()?.panBy(x, y, true);
  }
}
