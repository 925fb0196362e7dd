/** Where the steps of a run are in its drawing: a band across all lanes behind each, which can be lit and clicked. */
import type { ShownStep } from '@choreo/server/protocol';

/** In the units of the drawing. */
export interface Band {
  readonly step: number;
  readonly top: number;
  readonly bottom: number;
}

const space = 5;
const svgNamespace = 'http://www.w3.org/2000/svg';

/** One for each step that draws something, in order. */
export function bandsOf(svg: SVGSVGElement, steps: readonly Pick<ShownStep, 'arrows' | 'notes'>[]): readonly Band[] {
  const arrows = [...svg.querySelectorAll('[data-et="message"]')];
  const notes = [...svg.querySelectorAll('[data-et="note"]')];
  return steps.flatMap((step, index) => {
    const parts = [
      ...step.arrows.flatMap(arrow => arrows[arrow] ?? []).flatMap(arrow => [arrow, ...textsOf(arrow)]),
      ...step.notes.flatMap(note => notes[note] ?? []),
    ];
    const boxes = parts.flatMap(part => (part instanceof SVGGraphicsElement ? [part.getBBox()] : []));
    if (boxes.length === 0) return [];
    const top = Math.min(...boxes.map(({ y }) => y)) - space;
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + space;
    return [{ step: index, top, bottom }];
  });
}

/** The lines of an arrow's text stand just before it. */
function textsOf(arrow: Element): readonly Element[] {
  const texts: Element[] = [];
  for (let before = arrow.previousElementSibling; before; before = before.previousElementSibling) {
    if (!before.classList.contains('messageText')) break;
    texts.push(before);
  }
  return texts;
}

/** Puts them behind all that is drawn. `badStep`: marked at its side. */
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
