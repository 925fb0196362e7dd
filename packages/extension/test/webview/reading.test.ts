/** Pictures can be read as they open: the examples, and models of up to eighty reactions, in panes as they stand beside an editor. */
import { readdirSync, readFileSync } from 'node:fs';
import { flowDiagram } from '@choreo/diagram';
import { checkTexts } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../../diagram/test/support/chromium.ts';
import { chain, hub } from '../../../diagram/test/support/large-models.ts';
import { smallestText, textSize } from '../../src/webview/opening-view.ts';
import { pictureOf } from './picture-of.ts';
import { bundledWebview, PreviewPage } from './preview-page.ts';

let browser: Browser;
let preview: PreviewPage;
beforeAll(async () => {
  browser = await launchChromium();
  preview = await PreviewPage.open(browser, await bundledWebview());
});
afterAll(() => browser.close());

const panes = [
  { width: 571, height: 848 },
  { width: 1100, height: 600 },
] as const;

async function example(name: string): Promise<Choreography> {
  const folder = new URL(`../../../../examples/${name}/`, import.meta.url);
  const files = readdirSync(folder).filter(file => file.endsWith('.choreo'));
  const [checked] = await checkTexts(
    files.map(file => ({ uri: `file:///${file}`, text: readFileSync(new URL(file, folder), 'utf8') })),
  );
  if (!checked) throw new Error(`There is no example ${name}.`);
  return checked.choreography;
}

interface Seen {
  /** In pixels, on the screen. */
  readonly text: number;
  /** What is drawn, as a part of the pane, across and down. */
  readonly filled: readonly number[];
  readonly whole: boolean;
  /** Arrows that run through names of services. */
  readonly struck: readonly string[];
}

async function seen(model: Choreography): Promise<Seen> {
  await preview.showAnother(pictureOf(flowDiagram(model), model.name), {
    subject: { uri: `file:///${model.name}.choreo` },
  });
  expect(preview.complaints).toEqual([]);
  const scale = await preview.scale();
  return { text: scale * textSize, ...(await preview.page.evaluate(look)) };
}

function look(): Omit<Seen, 'text'> {
  const pane = document.querySelector('#viewport')?.getBoundingClientRect() ?? new DOMRect();
  const drawn = [...document.querySelectorAll('#canvas g.node > :first-child, #canvas g.cluster > rect')].map(element =>
    element.getBoundingClientRect(),
  );
  const inside = drawn.filter(
    box => box.right > pane.left && box.left < pane.right && box.bottom > pane.top && box.top < pane.bottom,
  );
  const across =
    Math.min(pane.right, Math.max(...inside.map(box => box.right))) -
    Math.max(pane.left, Math.min(...inside.map(box => box.left)));
  const down =
    Math.min(pane.bottom, Math.max(...inside.map(box => box.bottom))) -
    Math.max(pane.top, Math.min(...inside.map(box => box.top)));
  const names = [...document.querySelectorAll('#canvas .cluster-label:not(.raised) p')].map(name => {
    const range = document.createRange();
    range.selectNodeContents(name);
    return { text: name.textContent ?? '', box: range.getBoundingClientRect() };
  });
  const struck = [...document.querySelectorAll<SVGPathElement>('#canvas path.flowchart-link')].flatMap(path => {
    const matrix = path.getScreenCTM() ?? new DOMMatrix();
    const length = path.getTotalLength();
    const points = Array.from({ length: Math.ceil(length / 4) }, (_, index) =>
      path.getPointAtLength(index * 4).matrixTransform(matrix),
    );
    return names
      .filter(({ box }) =>
        points.some(({ x, y }) => x > box.left && x < box.right && y > box.top + 1 && y < box.bottom - 1),
      )
      .map(({ text }) => `${path.dataset['id'] ?? ''} through ${text}`);
  });
  return {
    filled: [across / pane.width, down / pane.height],
    whole: inside.length === drawn.length,
    struck,
  };
}

type Named = readonly [name: string, make: () => Promise<Choreography>];

const models: readonly Named[] = [
  ['order-fulfilment', () => example('order-fulfilment')],
  ['travel-booking', () => example('travel-booking')],
  ['eshop', () => example('eshop')],
  ['a chain of 8', async () => chain(8)],
  ['a chain of 80', async () => chain(80)],
];
/** Takes longest to lay out, and is too wide for either pane: one of them tells what both would. */
const widest: Named = ['a hub of 80', async () => hub(80)];

describe.each(panes)('in a pane of $width × $height', pane => {
  beforeAll(() => preview.page.setViewportSize(pane));

  // Each is another choreography than the one before it, and opened as such.

  test.each(pane === panes[0] ? [...models, widest] : models)('%s', async (_name, make) => {
    const { text, filled, whole, struck } = await seen(await make());
    expect(text).toBeGreaterThanOrEqual(smallestText - 0.01);
    // What is seen whole cannot be more.
    expect(whole ? [] : filled.filter(part => part < 1 / 3)).toEqual([]);
    expect(struck).toEqual([]);
  });
});
