/** Finds a Chromium to look through: the one of @sparticuz/chromium on Linux x64, an installed Chrome elsewhere. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Its own defaults are meant for functions (`--single-process`, `--disable-web-security`); these are for a workbench. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/** A headless browser with one window; `close` ends it and drops its profile. */
export async function launchBrowser({ width = 1400, height = 900 } = {}) {
  const { chromium } = await import('playwright-core');
  const profile = await mkdtemp(join(tmpdir(), 'choreo-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...(await browserToLaunch()),
    headless: true,
    args: FLAGS,
    viewport: { width, height },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** `CHOREO_BROWSER` names another executable. */
async function browserToLaunch() {
  if (process.env.CHOREO_BROWSER) return { executablePath: process.env.CHOREO_BROWSER };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  // With this in the environment it brings libnss3 and libnspr4 along for machines that lack them.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath() };
}
