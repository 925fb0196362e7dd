/** The browser in which the tests look at VS Code: the same Chromium that the tests of the pictures use. */
import { launchChromium } from '../../packages/diagram/test/support/chromium.ts';

/** A headless browser with one window; `close` ends it. */
export async function launchBrowser({ width = 1400, height = 900 } = {}) {
  const browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width, height },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return { page: await context.newPage(), close: () => browser.close() };
}
