/** What the suite cannot do from inside VS Code: look into a webview, click in it, take a screenshot. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The requests of the suite (see `bridge.mjs`) on one page of Playwright. */
export function eyesOn(page, screenshots) {
  return {
    async screenshot(name) {
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name.replace(/[^\w-]+/g, '-')}.png`) });
    },
  };
}
