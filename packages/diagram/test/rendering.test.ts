/** Mermaid draws each element of every golden picture in a real browser, and no script in it runs. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { openMermaidPage, type MermaidPage } from './support/mermaid-page.ts';
import { hostileNames } from './support/models.ts';
import { pictures } from './support/pictures.ts';

let browser: Browser;
let mermaid: MermaidPage;
beforeAll(async () => {
  browser = await launchChromium();
  mermaid = await openMermaidPage(browser);
});
afterAll(() => browser.close());

describe('rendered pictures', () => {
  test.each([...pictures()])('%s', async (_name, diagram) => {
    const rendered = await mermaid.render(diagram.text);
    const idsOf = (element: string) =>
      diagram.targets.filter(target => target.element === element).map(target => target.id);
    expect([...rendered.nodes].sort()).toEqual(idsOf('node').sort());
    expect([...rendered.groups].sort()).toEqual(idsOf('group').sort());
    expect([...rendered.edges].sort()).toEqual(idsOf('edge').sort());
    expect(rendered.dangers).toEqual([]);
    expect(await mermaid.wasHit()).toBe(false);
  });

  test('names are shown as they are', async () => {
    const diagram = pictures().get('hostile-names');
    const rendered = await mermaid.render(diagram?.text ?? '');
    // The text of the page has no space where a line is broken.
    const withoutSpaces = (text: string) => text.replaceAll(/\s/gu, '');
    const shown = Object.values(rendered.texts).map(withoutSpaces);
    const readable = hostileNames.filter(name => name.length < 50 && !/[\n\u202e\u2028\0ﬂ]/u.test(name));
    expect(readable.length).toBeGreaterThan(15);
    for (const name of readable)
      expect(
        shown.some(text => text.includes(withoutSpaces(name))),
        name,
      ).toBe(true);
    expect(shown.some(text => text.includes('‹U+202E›right'))).toBe(true);
  });

  test('a text that is no picture is not taken for one', async () => {
    await expect(mermaid.render('flowchart TB\n  a[')).rejects.toThrow();
  });
});
