/** Draws a band across all lanes behind each step of a run, which can be highlighted and clicked. */
import type { DrawnElements } from '@choreo/server/protocol';

/** In units of the drawing. */
export interface Band {
  readonly step: number;
  readonly top: number;
  readonly bottom: number;
}

const space = 5;
const svgNamespace = 'http://www.w3.org/2000/svg';

/** One band for each part of the drawing, in order: the steps, and then the end. */
export function bandsOf(svg: SVGSVGElement, parts: readonly Pick<DrawnElements, 'elements'>[]): readonly Band[] {
  return parts.flatMap(({ elements }, step) => {
    const boxes = elements
      .flatMap(id => svg.querySelector(`[data-id="${CSS.escape(id)}"]`) ?? [])
      .flatMap(drawn => [drawn, ...textsOf(drawn)])
      .flatMap(drawn => (drawn instanceof SVGGraphicsElement ? [drawn.getBBox()] : []));
    if (boxes.length === 0) return [];
    const top = Math.min(...boxes.map(({ y }) => y)) - space;
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + space;
    return [{ step, top, bottom }];
  });
}

/** The text lines of an arrow come right before it. */
function textsOf(arrow: Element): readonly Element[] {
  if (arrow.getAttribute('data-et') !== 'message') return [];
  const texts: Element[] = [];
  for (let before = arrow.previousElementSibling; before; before = before.previousElementSibling) {
    if (!before.classList.contains('messageText')) break;
    texts.push(before);
  }
  return texts;
}

/** Adds the bands behind the drawing. `badStep` gets a mark at its side. */
export function drawBands(svg: SVGSVGElement, bands: readonly Band[], badStep: number | undefined): void {
  const { x, width } = svg.viewBox.baseVal;
  for (const { step, top, bottom } of bands.toReversed()) {
    const made = [rectangle('step-band', x, top, width, bottom - top)];
    if (step === badStep) made.push(rectangle('bad-mark', x, top, 5, bottom - top));
    for (const one of made.toReversed()) {
      one.setAttribute('data-step', String(step));
      svg.prepend(one);
    }
  }
}

function rectangle(name: string, x: number, y: number, width: number, height: number): SVGRectElement {
  const made = document.createElementNS(svgNamespace, 'rect');
  made.setAttribute('class', name);
  for (const [key, value] of Object.entries({ x, y, width, height })) made.setAttribute(key, String(value));
  return made;
}
