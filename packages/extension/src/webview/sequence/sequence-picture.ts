/** Draws a run as a sequence diagram and highlights one step. */
import type { ShownRun } from '@choreo/server/protocol';
import { draw, runTextSize, superseded } from '../draw.ts';
import { element } from '../element.ts';
import { margin, smallestText, type Size } from '../opening-view.ts';
import { createPanZoom } from '../pan-zoom.ts';
import type { PanZoom } from '../pan-zoom.ts';
import { currentTheme, onThemeChange } from '../theme.ts';
import { bandsOf, drawBands } from './bands.ts';
import type { Band } from './bands.ts';
import { createLaneHeads } from './lane-heads.ts';

export type DrawnRun = Pick<ShownRun, 'text' | 'steps' | 'drawnEnding' | 'badStep'>;

export interface SequencePicture {
  readonly panZoom: PanZoom;
  show(run: DrawnRun): void;
  /** Highlights a step and scrolls to it; undefined removes the highlight. An index beyond the last step stands for the end. */
  light(step: number | undefined): void;
}

export interface SequenceEvents {
  /** The user clicked a step; `twice`: a double click, to go to its source. */
  readonly onStep: (step: number, twice: boolean) => void;
  /** `undefined`: the drawing succeeded. */
  readonly onDrawn: (failure: string | undefined) => void;
}

/** `name` distinguishes it from other pictures of the page. */
export function createSequencePicture(viewport: HTMLElement, name: string, events: SequenceEvents): SequencePicture {
  const canvas = element('div', { class: 'canvas' });
  const heads = element('div', { class: 'heads', 'aria-hidden': 'true', hidden: true });
  viewport.replaceChildren(canvas, heads);
  const laneHeads = createLaneHeads(heads);
  let run: DrawnRun | undefined;
  let drawn: { readonly text: string; readonly theme: string } | undefined;
  let bands: readonly Band[] = [];
  let lit: number | undefined;

  const svgOf = () => canvas.querySelector<SVGSVGElement>(':scope > svg');
  const panZoom = createPanZoom(
    viewport,
    canvas,
    () => ({ width: svgOf()?.clientWidth || 1, height: svgOf()?.clientHeight || 1 }),
    () => laneHeads.follow(panZoom.view),
    pane => openingOfRun(pane, svgOf()?.clientWidth || 1),
  );

  async function redraw(): Promise<void> {
    if (!run) return;
    const wanted = run;
    const theme = currentTheme();
    const themeKey = JSON.stringify(theme);
    if (drawn?.text !== wanted.text || drawn.theme !== themeKey) {
      try {
        const drawing = await draw(wanted.text, theme, name);
        if (drawing === superseded || run !== wanted) return;
        canvas.innerHTML = drawing.svg;
        const isFirst = !drawn;
        drawn = { text: wanted.text, theme: themeKey };
        if (isFirst || !panZoom.view.moved) panZoom.start();
      } catch (error) {
        events.onDrawn(error instanceof Error ? error.message : String(error));
        return;
      }
    }
    place(wanted);
    events.onDrawn(undefined);
  }

  function place({ steps, drawnEnding, badStep }: DrawnRun): void {
    const svg = svgOf();
    if (!svg) return;
    for (const old of svg.querySelectorAll('.step-band, .bad-mark')) old.remove();
    bands = bandsOf(svg, [...steps, drawnEnding ?? { elements: [] }]);
    drawBands(svg, bands, badStep);
    laneHeads.take(svg);
    laneHeads.follow(panZoom.view);
    showLight();
  }

  function showLight(): void {
    for (const band of canvas.querySelectorAll('.step-band')) {
      band.classList.toggle('current', band.getAttribute('data-step') === String(lit));
    }
    if (lit !== undefined) bringIntoSight(lit);
  }

  /** Scrolls up or down only as far as necessary. */
  function bringIntoSight(step: number): void {
    const svg = svgOf();
    const band = bands.find(one => one.step === step);
    if (!svg || !band) return;
    const { y, scale } = panZoom.view;
    const origin = svg.viewBox.baseVal.y;
    const [top, bottom] = [band.top - origin, band.bottom - origin];
    const room = { top: laneHeads.height + 8, bottom: viewport.clientHeight - 8 };
    if (y + top * scale >= room.top && y + bottom * scale <= room.bottom) return;
    const middle = (room.top + room.bottom) / 2;
    panZoom.panBy(0, middle - (y + ((top + bottom) / 2) * scale), false);
  }

  function stepAt(event: MouseEvent): number | undefined {
    const svg = svgOf();
    if (!svg) return undefined;
    const { y, scale } = panZoom.view;
    const at = (event.clientY - viewport.getBoundingClientRect().top - y) / scale + svg.viewBox.baseVal.y;
    return bands.find(({ top, bottom }) => at >= top && at <= bottom)?.step;
  }

  function point(event: MouseEvent, twice: boolean): void {
    const step = stepAt(event);
    if (step !== undefined) events.onStep(step, twice);
  }

  canvas.addEventListener('click', event => point(event, false));
  canvas.addEventListener('dblclick', event => point(event, true));
  onThemeChange(() => void redraw());
  new ResizeObserver(() => {
    if (!drawn) return;
    if (!panZoom.view.moved) panZoom.start();
    if (lit !== undefined) bringIntoSight(lit);
  }).observe(viewport);

  return {
    panZoom,
    show(next) {
      run = next;
      void redraw();
    },
    light(step) {
      lit = step;
      showLight();
    },
  };
}

/** Shows the beginning at the width of the pane, if that is readable. The height does not matter, since a run is read downwards. */
function openingOfRun(pane: Size, width: number): { readonly x: number; readonly y: number; readonly scale: number } {
  const fitting = Math.min((pane.width - 2 * margin) / width, 1);
  const scale = Math.max(fitting, smallestText / runTextSize);
  return { x: Math.max((pane.width - width * scale) / 2, margin), y: margin, scale };
}
