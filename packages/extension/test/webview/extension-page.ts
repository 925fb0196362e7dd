/** A page of the extension in a bare browser: under its own policy, with the extension's side of the conversation played by the test. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { patience } from '../../../model/test/eventually.ts';
import type { PageOptions } from '../../src/panel/page-html.ts';

const origin = 'http://preview.test';
const light = { 'editor-background': '#ffffff', 'editor-foreground': '#222222' };

/** The script of the pages as it ships; Vitest has made it before the first test (`scripts/tool/bundles-for-tests.mjs`). */
export async function bundledWebview(): Promise<string> {
  return readFile(new URL('../../../../dist/webview/main.js', import.meta.url), 'utf8');
}

/** `Told`: what the page says to the extension. */
export class ExtensionPage<Told extends { readonly type: string }> {
  readonly page: Page;
  /** What the policy forbade, and what went wrong. */
  readonly complaints: string[] = [];

  protected constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patience);
    page.on('pageerror', error => this.complaints.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async openPage<Told extends { readonly type: string }>(
    browser: Browser,
    script: string,
    htmlOf: (options: PageOptions) => string,
    size = { width: 800, height: 700 },
  ): Promise<ExtensionPage<Told>> {
    const opened = new ExtensionPage<Told>(await browser.newPage({ viewport: size }));
    await opened.load(script, htmlOf({ script: `${origin}/main.js`, nonce: 'test-nonce' }));
    return opened;
  }

  protected async load(script: string, html: string): Promise<void> {
    await this.page.route(`${origin}/**`, route => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/main.js') return route.fulfill({ contentType: 'text/javascript', body: script });
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: html });
      return route.abort();
    });
    await this.page.addInitScript(() => {
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
    await this.page.goto(`${origin}/`);
    await this.setTheme('vscode-light', light);
    await this.waitForTold('ready');
  }

  /** In light colours and of its first size, with nothing in focus and nothing said yet: as if it had been opened just now, which takes seconds. */
  async beginAgain(size = { width: 800, height: 700 }): Promise<void> {
    await this.page.setViewportSize(size);
    await this.setTheme('vscode-light', light);
    await this.page.mouse.move(0, 0);
    await this.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await this.forget();
  }

  /** What the page has told so far. */
  async forget(): Promise<void> {
    await this.page.evaluate(() => (Reflect.get(window, 'told') as unknown[]).splice(0));
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

  /** Says something to the page. */
  async post(message: object): Promise<void> {
    await this.page.evaluate(data => {
      window.dispatchEvent(new MessageEvent('message', { data }));
    }, message);
  }

  async told(): Promise<readonly Told[]> {
    return this.page.evaluate(() => [...(Reflect.get(window, 'told') as Told[])]);
  }

  async waitForTold(type: Told['type']): Promise<Told> {
    await this.page.waitForFunction(
      wanted => (Reflect.get(window, 'told') as Told[]).some(message => message.type === wanted),
      type,
    );
    const found = (await this.told()).findLast(message => message.type === type);
    if (!found) throw new Error(`The page did not say ${type}.`);
    return found;
  }
}
