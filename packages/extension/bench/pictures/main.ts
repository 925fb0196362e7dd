/** `npm run bench:pictures`: what a person sees first of each picture, as a table, as JSON and as a sheet of all pictures to look at. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flowDiagram } from '@choreo/diagram';
import type { Choreography } from '@choreo/model';
import { launchChromium } from '../../../diagram/test/support/chromium.ts';
import { smallestText, textSize } from '../../src/webview/opening-view.ts';
import { pictureOf } from '../../test/webview/picture-of.ts';
import { bundledWebview, PreviewPage } from '../../test/webview/preview-page.ts';
import { contactSheet } from './contact-sheet.ts';
import { look } from './look.ts';
import type { Look } from './look.ts';
import { beforeAnEdit, measuredModels } from './models.ts';

interface Row extends Look {
  readonly model: string;
  readonly pane: string;
  /** In pixels on the screen. */
  readonly text: number;
  /** In thousands of square pixels, with text of the size that it has at a scale of one. */
  readonly area: number;
  /** In milliseconds: to the picture in a panel that is opened, and to the next one after an edit. */
  readonly first: number;
  readonly next: number;
}

const panes = [
  { width: 700, height: 850 },
  { width: 1100, height: 600 },
] as const;
/** Words in the names of the models to measure; all of them if there are none. */
const wanted = process.argv.slice(2);
const folder = join(import.meta.dirname, '../../../../dist/bench');
const browser = await launchChromium();
const script = await bundledWebview();
const rows: Row[] = [];
const pictures: { readonly caption: string; readonly png: Buffer }[] = [];
try {
  for (const { name, model } of await measuredModels()) {
    if (wanted.length > 0 && !wanted.some(word => name.includes(word))) continue;
    for (const pane of panes) {
      const { row, png } = await measured(name, model, pane);
      rows.push(row);
      const caption = `${name} · ${row.pane} · ${row.text.toFixed(1)} px`;
      pictures.push({ caption, png });
      console.log(lineOf(row));
    }
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'pictures.json'), JSON.stringify(rows, undefined, 2));
  await writeFile(join(folder, 'pictures.png'), await contactSheet(browser, pictures));
} finally {
  await browser.close();
}
console.log(`\n${summary(rows)}\n\nTable: dist/bench/pictures.json\nAll pictures: dist/bench/pictures.png`);

async function measured(name: string, model: Choreography, pane: { readonly width: number; readonly height: number }) {
  const subject = { uri: `file:///${encodeURIComponent(name)}.choreo` };
  const picture = pictureOf(flowDiagram(model), model.name);
  const opened = performance.now();
  const page = await PreviewPage.open(browser, script, pane);
  await page.showAnother(picture, { subject });
  const first = performance.now() - opened;
  const scale = await page.scale();
  const seen = await page.page.evaluate(look);
  const png = await page.page.screenshot();
  const size = await page.page.$eval('#canvas svg', svg => [svg.getAttribute('width'), svg.getAttribute('height')]);
  const [width = 0, height = 0] = size.map(Number);
  await page.showAnother(pictureOf(flowDiagram(beforeAnEdit(model)), model.name), { subject });
  const edited = performance.now();
  await page.showAnother(picture, { subject });
  const next = performance.now() - edited;
  await page.page.close();
  const row: Row = {
    model: name,
    pane: `${pane.width} × ${pane.height}`,
    text: scale * textSize,
    area: (width * height) / 1000,
    first,
    next,
    ...seen,
  };
  return { row, png };
}

function lineOf(row: Row): string {
  const [across, down] = row.filled;
  return [
    row.model.padEnd(34),
    row.pane.padEnd(11),
    `${row.text.toFixed(1)} px`.padStart(8),
    row.whole ? 'whole' : 'part ',
    `${percent(across)} × ${percent(down)}`,
    `${row.area.toFixed(0)} k`.padStart(7),
    `${row.nodes} nodes`.padStart(9),
    `${row.crossings} cross`.padStart(9),
    `${row.overlaps.length} over`.padStart(7),
    `${row.struck.length} struck`.padStart(9),
    `${row.first.toFixed(0)} ms`.padStart(8),
    `${row.next.toFixed(0)} ms`.padStart(8),
  ].join('  ');
}

function percent(part: number): string {
  return `${(part * 100).toFixed(0)}%`.padStart(4);
}

/** How many pictures reach what is to be reached. */
function summary(all: readonly Row[]): string {
  const count = (what: string, isReached: (row: Row) => boolean): string =>
    `${what}: ${all.filter(isReached).length} of ${all.length}`;
  return [
    count(`text of ${smallestText} px or more`, ({ text }) => text >= smallestText - 0.01),
    count('a third of the pane filled, both ways', ({ filled }) => filled.every(part => part >= 1 / 3)),
    count('the whole picture in view', ({ whole }) => whole),
    count('no text on a text or on a node', ({ overlaps }) => overlaps.length === 0),
    count('no arrow through a name', ({ struck }) => struck.length === 0),
  ].join('\n');
}
