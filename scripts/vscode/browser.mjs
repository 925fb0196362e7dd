/** The browser in which the tests look at VS Code: the same Chromium that the tests of the pictures use. */
import { launchChromium } from '../../packages/diagram/test/support/chromium.ts';
import { PATIENCE } from './eyes.mjs';

/** A headless browser with one window; `close` ends it. */
export async function launchBrowser({ width = 1400, height = 900 } = {}) {
  const browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(PATIENCE);
  return { page: await context.newPage(), close: () => browser.close() };
}
