/** The run panel as its user has it: stepped through by mouse and keys, long, hostile, side by side and themed. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../model/test/eventually.ts';
import { launchChromium } from '../../../diagram/test/support/chromium.ts';
import { hostile } from '../../../diagram/test/support/models.ts';
import type { FromRunPage, RunContent } from '../../src/run/protocol.ts';
import { runHtml } from '../../src/run/run-html.ts';
import { bundledWebview, ExtensionPage } from './extension-page.ts';
import { contentOf, eitherWay, pairOf, pingPong, runOf, shown } from './runs.ts';

let browser: Browser;
let script: string;
let opened: ExtensionPage<FromRunPage>;
beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundledWebview()]);
  opened = await ExtensionPage.openPage<FromRunPage>(browser, script, runHtml);
});
// One page for all, since the first run on a page takes seconds. Another run is seen from its beginning.
beforeEach(async () => {
  await opened.beginAgain();
  await show(blank, false);
  await opened.forget();
});
afterEach(() => expect(opened.complaints).toEqual([]));
afterAll(() => browser.close());

const current = '#run .step[aria-current="step"]';
const long = contentOf(shown(pingPong(), runOf(pingPong(), 60), 40));

const blank = {
  ...contentOf(shown(eitherWay(), runOf(eitherWay(), 1))),
  subject: { choreography: 'Blank', verdict: 'none' },
};

/** Shows another run than before, and waits until all of it is drawn. */
async function show(content: RunContent, asked = true): Promise<void> {
  const sides = content.other ? ['run', 'other'] : ['run'];
  await opened.page.$$eval('.step-band', all => all.forEach(band => band.setAttribute('data-before', '')));
  await opened.post({ type: 'show', content, asked });
  for (const side of sides) await opened.page.waitForSelector(`#${side} .step-band:not([data-before])`);
}

async function stepNumber(): Promise<number> {
  return Number(await opened.page.getAttribute(current, 'data-step'));
}

/** What the extension was told last of where the user is. */
async function position() {
  const { type: _, ...at } = await opened.waitForTold('at');
  return at;
}

describe('one run', () => {
  test('begins at the first step, which is lit, and says so', async () => {
    await show(long);
    expect(await stepNumber()).toBe(0);
    expect(await opened.page.getAttribute('.step-band.current', 'data-step')).toBe('0');
    expect(await position()).toEqual({ side: 'run', step: 0, source: 'show' });
    expect(await opened.page.textContent('#where')).toBe('Step 1 of 60');
    expect(await opened.page.textContent('#message code')).toBe('Ping');
  });

  test('has a band for every step, and a mark at the bad one', async () => {
    await show(long);
    const bands = await opened.page.$$eval('.step-band', all => all.map(band => band.getAttribute('data-step')));
    expect(bands.filter(step => Number(step) < 60)).toHaveLength(60);
    expect(await opened.page.getAttribute('.bad-mark', 'data-step')).toBe('40');
    expect(await opened.page.textContent('.step:has(.bad)')).toMatch(/^✖ first bad step: 41\. /);
  });

  test('is stepped through by keys, and keeps the step in sight', async () => {
    await show(long);
    await opened.page.keyboard.press('ArrowDown');
    await opened.page.keyboard.press('ArrowRight');
    expect(await stepNumber()).toBe(2);
    await opened.page.keyboard.press('ArrowUp');
    expect(await stepNumber()).toBe(1);
    await opened.page.keyboard.press('b');
    expect(await stepNumber()).toBe(40);
    await opened.page.keyboard.press('End');
    expect(await stepNumber()).toBe(60);
    expect(await opened.page.textContent('#where')).toBe('After 60 steps');
    await opened.page.keyboard.press('PageUp');
    expect(await stepNumber()).toBe(50);
    const [band, frame] = await Promise.all(
      ['.step-band.current', '#run .viewport'].map(selector => opened.page.locator(selector).boundingBox()),
    );
    expect(band?.y).toBeGreaterThan(frame?.y ?? Infinity);
    expect((band?.y ?? 0) + (band?.height ?? 0)).toBeLessThan((frame?.y ?? 0) + (frame?.height ?? 0));
    expect(await position()).toEqual({ side: 'run', step: 50, source: 'show' });
  });

  test('keeps the names of its lanes in sight', async () => {
    await show(long);
    expect(await opened.page.isVisible('#run .heads')).toBe(false);
    await opened.page.keyboard.press('End');
    expect(await opened.page.isVisible('#run .heads')).toBe(true);
    expect(await opened.page.textContent('#run .heads')).toContain('Counter');
  });

  test('is stepped through by mouse, and leads to the source', async () => {
    await show(long);
    await opened.page.click('#next');
    expect(await stepNumber()).toBe(1);
    await opened.page.click('.step[data-step="3"]');
    expect(await stepNumber()).toBe(3);
    const frame = await opened.page.locator('#run .viewport').boundingBox();
    const band = await opened.page.locator('.step-band[data-step="4"]').boundingBox();
    if (!frame || !band) throw new Error('Nothing to click at.');
    await opened.page.mouse.click(frame.x + 150, band.y + band.height / 2);
    expect(await stepNumber()).toBe(4);
    await opened.page.keyboard.press('Enter');
    expect(await position()).toEqual({ side: 'run', step: 4, source: 'go' });
  });

  test('asked for again by nobody it leaves the source alone', async () => {
    await show(long, false);
    expect(await position()).toEqual({ side: 'run', step: 0, source: 'light' });
  });

  test('shows how things stand after the step', async () => {
    await show(long);
    await opened.page.keyboard.press('ArrowDown');
    const stands = (await opened.page.textContent('#run .stands')) ?? '';
    expect(stands).toContain('On their way');
    expect(stands).toMatch(/(Ping|Pong)/);
  });

  test('buttons have names, and end where the run does', async () => {
    await show(long);
    const nameless = await opened.page.$$eval('button', all =>
      all
        .filter(button => !button.hidden && !(button.getAttribute('aria-label') ?? button.textContent))
        .map(({ id }) => id),
    );
    expect(nameless.filter(id => id !== '')).toEqual([]);
    expect(await opened.page.isDisabled('#previous')).toBe(true);
    await opened.page.click('#last');
    expect(await opened.page.isDisabled('#next')).toBe(true);
    for (const command of ['scenario', 'simulate', 'copy'] as const) {
      await opened.page.click(`#${command}`);
      expect(await opened.waitForTold('command')).toMatchObject({ command, side: 'run', step: 60 });
    }
  });

  test('names do no harm', async () => {
    const names = ['<script>window.hit=1</script>', '"><img src=x onerror=window.hit=1>', '`a`; %%{init}%%'];
    const model = hostile(names);
    await show({ ...contentOf(shown(model, runOf(model, 20))), message: `\`${names[1]}\` ${names[0]}` });
    expect(await opened.page.evaluate(() => 'hit' in window)).toBe(false);
    expect(await opened.page.$$('main script, main img, main a, header img, header script')).toEqual([]);
    expect(await opened.page.textContent('#message')).toContain('<script>window.hit=1</script>');
    expect(await opened.page.textContent('#run .steps')).toContain('<script>window.hit=1</script>');
  });

  test('a run that cannot be drawn still has its steps', async () => {
    await opened.post({
      type: 'show',
      asked: true,
      content: { ...long, run: { ...long.run, text: 'sequenceDiagram\n  a-' } },
    });
    await opened.page.waitForSelector('#failure:not([hidden])');
    expect(await opened.page.$$('#run .step')).toHaveLength(61);
    expect((await opened.waitForTold('failed')).type).toBe('failed');
  });

  test('is drawn anew in another theme, where the user is', async () => {
    await show(long);
    await opened.page.keyboard.press('b');
    const styleOf = () => opened.page.textContent('#run .canvas style');
    const before = await styleOf();
    await opened.setTheme('vscode-dark', { 'editor-background': '#101010', 'editor-foreground': '#eeeeee' });
    await eventually(async () => expect(await styleOf()).not.toBe(before));
    expect(await opened.page.getAttribute('.step-band.current', 'data-step')).toBe('40');
  });

  test('is there again after the window was reloaded', async () => {
    await show(long);
    await opened.page.keyboard.press('b');
    await opened.page.reload();
    await opened.waitForTold('ready');
    await show(long, false);
    expect(await stepNumber()).toBe(40);
  });
});

describe('two runs', () => {
  const model = eitherWay();
  const ends = [1, 2, 3, 4, 5, 6, 7, 8].map(seed => runOf(model, 10, { seed }));
  const given = ends.find(run => run.snapshots.at(-1)?.exits.includes('Given'));
  const refused = ends.find(run => run.snapshots.at(-1)?.exits.includes('Refused'));
  if (!given || !refused) throw new Error('No seed leads to both ends.');
  const pair = pairOf(model, given, refused);

  test('lie side by side from where they part', async () => {
    await show(pair);
    expect(await stepNumber()).toBe(1);
    expect(await opened.page.textContent('#run h2')).toContain('Given');
    expect(await opened.page.textContent('#other h2')).toContain('Refused');
    for (const side of ['run', 'other']) {
      expect(await opened.page.getAttribute(`#${side} .step-band.current`, 'data-step')).toBe('1');
      expect(await opened.page.textContent(`#${side} li:has(.difference) .step`)).toMatch(/^2\. /);
    }
  });

  test('are stepped through together, and the source follows one of them', async () => {
    await show(pair);
    await opened.page.keyboard.press('o');
    expect(await position()).toEqual({ side: 'other', step: 1, source: 'show' });
    await opened.page.keyboard.press('End');
    expect(await position()).toEqual({ side: 'other', step: 2, source: 'show' });
    await opened.page.click('#run .step[data-step="0"]');
    expect(await position()).toEqual({ side: 'run', step: 0, source: 'show' });
    expect(await opened.page.getAttribute('#other .step[aria-current]', 'data-step')).toBe('0');
  });
});
