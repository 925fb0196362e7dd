/** The preview's page in a bare browser: under its own policy, with the extension's side of the conversation played by the test. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { previewHtml } from '../../src/preview/preview-html.ts';
import type { FromWebview, Picture, ShowMessage } from '../../src/preview/protocol.ts';

const here = dirname(fileURLToPath(import.meta.url));
const origin = 'http://preview.test';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export async function bundleWebview(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(here, '..', '..', 'src', 'webview', 'main.ts')],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    write: false,
    legalComments: 'none',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

export class PreviewPage {
  readonly page: Page;
  /** What the policy forbade, and what went wrong. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', error => this.complaints.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, script: string): Promise<PreviewPage> {
    const page = await browser.newPage({ viewport: { width: 800, height: 700 } });
    const preview = new PreviewPage(page);
    const html = previewHtml({ script: `${origin}/main.js`, nonce: 'test-nonce' });
    await page.route(`${origin}/**`, route => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/main.js') return route.fulfill({ contentType: 'text/javascript', body: script });
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: html });
      return route.abort();
    });
    await page.addInitScript(() => {
      const told: unknown[] = [];
      Object.assign(window, {
        told,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => told.push(message),
          getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
          setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
        }),
      });
    });
    await page.goto(`${origin}/`);
    await preview.setTheme('vscode-light', { 'editor-background': '#ffffff', 'editor-foreground': '#222222' });
    await preview.waitForTold('ready');
    return preview;
  }

  async setTheme(kind: string, colours: Readonly<Record<string, string>>): Promise<void> {
    await this.page.evaluate(
      ([name, variables]) => {
        document.body.className = name;
        document.body.dataset['vscodeThemeKind'] = name;
        for (const [variable, value] of Object.entries(variables)) {
          document.documentElement.style.setProperty(`--vscode-${variable}`, value);
        }
      },
      [kind, colours] as const,
    );
  }

  /** Sends without waiting for the drawing. */
  async send(message: Partial<ShowMessage>): Promise<void> {
    const whole: ShowMessage = { type: 'show', subject: { uri: 'file:///shop.choreo' }, ...message };
    await this.page.evaluate(data => {
      window.dispatchEvent(new MessageEvent('message', { data }));
    }, whole);
  }

  /** Sends a picture and waits until its last node is there. */
  async show(picture: Picture, more: Partial<ShowMessage> = {}): Promise<void> {
    await this.send({ ...more, picture });
    const last = picture.targets.findLast(target => target.element === 'node');
    if (last) await this.page.waitForSelector(`g.node[data-target="${last.id}"]`);
  }

  async told(): Promise<readonly FromWebview[]> {
    return this.page.evaluate(() => [...(Reflect.get(window, 'told') as FromWebview[])]);
  }

  async waitForTold(type: FromWebview['type']): Promise<FromWebview> {
    await this.page.waitForFunction(
      wanted => (Reflect.get(window, 'told') as FromWebview[]).some(message => message.type === wanted),
      type,
    );
    const found = (await this.told()).findLast(message => message.type === type);
    if (!found) throw new Error(`The page did not say ${type}.`);
    return found;
  }

  async idsOf(selector: string): Promise<readonly string[]> {
    return this.page.$$eval(selector, elements => elements.map(element => element.getAttribute('data-target') ?? ''));
  }

  async boxOf(id: string): Promise<Box> {
    const box = await this.page.locator(`g.node[data-target="${id}"]`).boundingBox();
    if (!box) throw new Error(`${id} is not on the page.`);
    return box;
  }

  async transform(): Promise<string> {
    return this.page.$eval('#canvas', canvas => (canvas instanceof HTMLElement ? canvas.style.transform : ''));
  }

  async scale(): Promise<number> {
    return Number(/scale\(([\d.]+)\)/.exec(await this.transform())?.[1]);
  }
}
