/** The preview's page, shown pictures. */
import type { Browser } from 'playwright-core';
import { previewHtml } from '../../src/preview/preview-html.ts';
import type { FromWebview, Picture, SavedState, ShowMessage } from '../../src/preview/protocol.ts';
import { ExtensionPage } from './extension-page.ts';

export { bundledWebview } from './extension-page.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class PreviewPage extends ExtensionPage<FromWebview> {
  static async open(browser: Browser, script: string, viewport = { width: 800, height: 700 }): Promise<PreviewPage> {
    const preview = new PreviewPage(await browser.newPage({ viewport }));
    await preview.load(script, previewHtml({ script: 'http://preview.test/main.js', nonce: 'test-nonce' }));
    return preview;
  }

  /** Sends without waiting for the drawing. */
  async send(message: Partial<ShowMessage>): Promise<void> {
    const whole: ShowMessage = { type: 'show', subject: { uri: 'file:///shop.choreo' }, ...message };
    await this.post(whole);
  }

  /** Sends a picture and waits until its last node is there. */
  async show(picture: Picture, more: Partial<ShowMessage> = {}): Promise<void> {
    await this.send({ ...more, picture });
    const last = picture.targets.findLast(target => target.element === 'node');
    if (last) await this.page.waitForSelector(`g.node[data-target="${last.id}"]`);
  }

  /** The same for another choreography than the one that is drawn, whose nodes may have the same ids. */
  async showAnother(picture: Picture, more: Partial<ShowMessage> = {}): Promise<void> {
    const drawn = (): string => document.querySelector('#canvas svg')?.id ?? '';
    const before = await this.page.evaluate(drawn);
    await this.send({ ...more, picture });
    await this.page.waitForFunction(id => (document.querySelector('#canvas svg')?.id ?? '') !== id, before);
  }

  /** Another choreography is seen from its beginning, so what is shown after this blank one is, too. */
  async begin(blank: Picture): Promise<void> {
    await this.beginAgain();
    await this.post({ type: 'light', choreography: '', targets: [] });
    await this.showAnother(blank);
    await this.forget();
  }

  /** Which way the picture runs. */
  async direction(): Promise<'TB' | 'LR'> {
    return (await this.page.getAttribute('#turn', 'aria-pressed')) === 'true' ? 'LR' : 'TB';
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

  /** From now on: whether each picture that is shown has this node. */
  async recordShown(id: string): Promise<() => Promise<readonly boolean[]>> {
    await this.page.evaluate(target => {
      const shown: boolean[] = [];
      Object.assign(window, { shown });
      const canvas = document.querySelector('#canvas');
      if (!canvas) throw new Error('The page has no place for the picture.');
      new MutationObserver(() => shown.push(canvas.querySelector(`g.node[data-target="${target}"]`) !== null)).observe(
        canvas,
        { childList: true },
      );
    }, id);
    return () => this.page.evaluate(() => Reflect.get(window, 'shown') as boolean[]);
  }

  /** Until the page has noted for a reload how it is seen now. */
  async untilViewIsKept(): Promise<void> {
    await this.page.waitForFunction(() => {
      const state: SavedState | null = JSON.parse(sessionStorage.getItem('state') ?? 'null');
      const canvas = document.querySelector('#canvas');
      if (!state?.picture || !state.view || !(canvas instanceof HTMLElement)) return false;
      const { x, y, scale } = state.view;
      const kept = document.createElement('div');
      kept.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
      return kept.style.transform === canvas.style.transform;
    });
  }

  async scale(): Promise<number> {
    return Number(/scale\(([\d.]+)\)/.exec(await this.transform())?.[1]);
  }
}
