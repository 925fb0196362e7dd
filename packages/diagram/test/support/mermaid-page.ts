/** A page in which Mermaid parses and renders, to prove that a text is a valid picture. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Mermaid } from 'mermaid';
import { patience } from '../../../model/test/eventually.ts';

export interface Rendered {
  readonly svg: string;
  /** Ids of the drawn elements, as in the diagram. */
  readonly nodes: readonly string[];
  readonly groups: readonly string[];
  readonly edges: readonly string[];
  /** The text of each node, by id. */
  readonly texts: Readonly<Record<string, string>>;
  /** `script`, `img`, `iframe` and the like, and attributes that would run something. */
  readonly dangers: readonly string[];
}

export interface MermaidPage {
  readonly page: Page;
  /** Rejects with Mermaid's own message. */
  render(text: string): Promise<Rendered>;
  /** For each text the error of Mermaid's parser, or `undefined`. */
  parse(texts: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** What scripts hidden in a text would set. */
  wasHit(): Promise<boolean>;
}

declare global {
  var mermaid: Mermaid;
  var hit: unknown;
}

const script = join(dirname(createRequire(import.meta.url).resolve('mermaid')), 'mermaid.min.js');

export async function openMermaidPage(browser: Browser): Promise<MermaidPage> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.setDefaultTimeout(patience);
  await page.setContent('<!doctype html><body><div id="place"></div></body>');
  await page.addScriptTag({ path: script });
  await page.evaluate(() => {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      layout: 'elk',
      look: 'classic',
      theme: 'default',
      maxTextSize: 2_000_000,
      maxEdges: 5000,
      flowchart: { useMaxWidth: false },
    });
  });
  return {
    page,
    render: text => page.evaluate(renderInPage, text),
    parse: texts => page.evaluate(parseInPage, texts),
    wasHit: () => page.evaluate(() => globalThis.hit !== undefined),
  };
}

async function parseInPage(texts: readonly string[]): Promise<(string | undefined)[]> {
  const complaints: (string | undefined)[] = [];
  for (const text of texts) {
    complaints.push(
      await mermaid.parse(text).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    );
  }
  return complaints;
}

async function renderInPage(text: string): Promise<Rendered> {
  const { svg } = await mermaid.render('picture', text);
  const place = document.getElementById('place');
  if (!place) throw new Error('The page has no place for the picture.');
  place.innerHTML = svg;
  const idOf = (element: Element) => element.id.replace(/^picture-(flowchart-)?/, '');
  const nodes = [...place.querySelectorAll('g.node')];
  const nodeId = (node: Element) => idOf(node).replace(/-\d+$/, '');
  const attributes = [...place.querySelectorAll('*')].flatMap(element => [...element.attributes]);
  return {
    svg,
    nodes: nodes.map(nodeId),
    groups: [...place.querySelectorAll('g.cluster')].map(idOf),
    edges: [...place.querySelectorAll('path[data-edge]')].map(edge => edge.getAttribute('data-id') ?? ''),
    texts: Object.fromEntries(nodes.map(node => [nodeId(node), node.querySelector('.label')?.textContent ?? ''])),
    dangers: [
      ...[...place.querySelectorAll('script, img, image, iframe, object, embed, form, a')].map(
        ({ tagName }) => tagName,
      ),
      ...attributes
        .filter(({ name, value }) => name.startsWith('on') || /javascript:/i.test(value))
        .map(({ name }) => name),
    ],
  };
}
