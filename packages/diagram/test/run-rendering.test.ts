/** Pictures of runs in a real browser: the data matches the rendered picture, and no script in it runs. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sequenceDiagram, type DrawnPart, type SequenceDiagram } from '../src/index.ts';
import { launchChromium } from './support/chromium.ts';
import { openMermaidPage, type MermaidPage } from './support/mermaid-page.ts';
import { orderFulfilment } from './support/models.ts';
import { runPictures } from './support/run-pictures.ts';
import { play } from './support/runs.ts';

let browser: Browser;
let mermaid: MermaidPage;
beforeAll(async () => {
  browser = await launchChromium();
  mermaid = await openMermaidPage(browser);
});
afterAll(() => browser.close());

interface Drawn {
  readonly id: string;
  readonly kind: 'message' | 'note';
  readonly y: number;
}

interface RenderedRun {
  /** In the order of the document. */
  readonly elements: readonly Drawn[];
  readonly arrowTexts: readonly string[];
  readonly noteTexts: readonly string[];
  /** Top and bottom, in the order of the text. */
  readonly frames: readonly { readonly top: number; readonly bottom: number; readonly fill: string }[];
  readonly lanes: readonly string[];
}

async function renderRun(diagram: SequenceDiagram): Promise<RenderedRun> {
  const { dangers } = await mermaid.render(diagram.text);
  expect(dangers).toEqual([]);
  return mermaid.page.evaluate(() => {
    const all = <T extends Element>(selector: string): T[] => [...document.querySelectorAll<T>(`#place ${selector}`)];
    const top = (element: Element) => element.getBoundingClientRect().top;
    return {
      elements: all<SVGElement>('[data-et=message], #place [data-et=note]').map(element => ({
        id: element.getAttribute('data-id') ?? '',
        kind: element.getAttribute('data-et') === 'note' ? ('note' as const) : ('message' as const),
        y: top(element),
      })),
      arrowTexts: all('.messageText').map(element => element.textContent ?? ''),
      noteTexts: all('[data-et=note]').map(element => element.textContent ?? ''),
      frames: all('rect.rect')
        .map(element => ({
          top: top(element),
          bottom: element.getBoundingClientRect().bottom,
          fill: element.getAttribute('fill') ?? '',
        }))
        .reverse(),
      lanes: [...new Set(all('[data-et=participant]').map(element => element.getAttribute('data-id') ?? ''))],
    };
  });
}

function partsOf(diagram: SequenceDiagram): readonly DrawnPart[] {
  return [...diagram.steps, ...(diagram.ending ? [diagram.ending] : [])];
}

describe('rendered runs', () => {
  test.each([...runPictures()])('%s', async (_name, diagram) => {
    const rendered = await renderRun(diagram);
    expect([...rendered.lanes].sort()).toEqual(diagram.lanes.map(({ id }) => id).sort());
    const messages = rendered.elements.filter(({ kind }) => kind === 'message');
    const notes = rendered.elements.filter(({ kind }) => kind === 'note');
    expect(rendered.arrowTexts).toHaveLength(diagram.steps.flatMap(({ texts }) => texts).length);
    for (const { step, elements, texts } of diagram.steps) {
      if (!messages.some(({ id }) => id === elements[0])) continue;
      expect(rendered.arrowTexts[texts[0] ?? -1]?.trim()).toMatch(new RegExp(`^${step + 1}\\.`));
    }
    for (const part of partsOf(diagram)) {
      const byOrder = [...part.arrows.map(index => messages[index]?.id), ...part.notes.map(index => notes[index]?.id)];
      expect([...byOrder].sort()).toEqual([...part.elements].sort());
      const heights = part.elements.map(id => rendered.elements.find(element => element.id === id)?.y ?? NaN);
      expect(heights).toEqual([...heights].sort((a, b) => a - b));
      const frame = part.frame === undefined ? undefined : rendered.frames[part.frame];
      expect(frame === undefined).toBe(part.frame === undefined);
      for (const y of frame ? heights : []) {
        expect(y).toBeGreaterThan(frame?.top ?? NaN);
        expect(y).toBeLessThan(frame?.bottom ?? NaN);
      }
    }
    expect(await mermaid.wasHit()).toBe(false);
  });

  test('to mark another step moves nothing', async () => {
    const model = orderFulfilment();
    const run = play(model, ['Payments OrderPlaced > PaymentTaken', 'Payments PaymentTaken', 'Shipping PaymentTaken']);
    const [first, second] = [
      await renderRun(sequenceDiagram(model, run, { current: 0 })),
      await renderRun(sequenceDiagram(model, run, { current: 2 })),
    ];
    expect(first.elements).toEqual(second.elements);
    expect(first.frames.map(({ top }) => top)).toEqual(second.frames.map(({ top }) => top));
    const coloured = (rendered: RenderedRun) =>
      rendered.frames.flatMap(({ fill }, index) => (fill === 'rgba(0, 0, 0, 0)' ? [] : [index]));
    expect(coloured(first)).toEqual([0]);
    expect(coloured(second)).toEqual([2]);
  });

  test('two runs are level until they part', async () => {
    const pictures = runPictures();
    const [one, other] = [pictures.get('run-compared'), pictures.get('run-compared-other')];
    if (!one || !other) throw new Error('The pictures are not there.');
    const same = one.steps.slice(0, 4).flatMap(({ elements }) => elements);
    expect(same.length).toBeGreaterThan(4);
    const [left, right] = [await renderRun(one), await renderRun(other)];
    const heights = ({ elements }: RenderedRun) =>
      same.map(id => elements.find(element => element.id === id)?.y ?? 'not drawn');
    expect(heights(left)).toEqual(heights(right));
    expect(heights(left)).not.toContain('not drawn');
  });
});
