/** With any names in the model, Mermaid reads the text, and different things have different ids. */
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawn } from '../../model/test/randomness.ts';
import { flowDiagram } from '../src/index.ts';
import { launchChromium } from './support/chromium.ts';
import { openMermaidPage, type MermaidPage } from './support/mermaid-page.ts';
import { anyNames as names } from './support/any-names.ts';
import { hostile } from './support/models.ts';

let browser: Browser;
let mermaid: MermaidPage;
beforeAll(async () => {
  browser = await launchChromium();
  mermaid = await openMermaidPage(browser);
});
afterAll(() => browser.close());

test('Mermaid reads every text', async () => {
  const batch = fc.array(names, { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(batch, async models => {
      const texts = models.map(model => flowDiagram(hostile(model)).text);
      expect(await mermaid.parse(texts)).toEqual(texts.map(() => undefined));
    }),
    drawn(1, 25),
  );
  expect(await mermaid.wasHit()).toBe(false);
});

test('ids are unique and safe', () => {
  fc.assert(
    fc.property(names, model => {
      const ids = flowDiagram(hostile(model)).targets.map(target => target.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-z][0-9A-Za-z_]*$/);
    }),
    drawn(2, 300),
  );
});
