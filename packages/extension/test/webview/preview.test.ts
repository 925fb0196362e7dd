/** The preview as its user has it: drawn, moved, clicked, broken, themed and reloaded, in a real browser under the real policy. */
import { flowDiagram } from '@choreo/diagram';
import type { Choreography } from '@choreo/model';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../model/test/eventually.ts';
import { launchChromium } from '../../../diagram/test/support/chromium.ts';
import { choreography, on, oneOf, service } from '../../../diagram/test/support/model.ts';
import { everything, hostile, orderFulfilment } from '../../../diagram/test/support/models.ts';
import { findingsOn } from '../../../diagram/test/support/pictures.ts';
import type { Picture } from '../../src/preview/protocol.ts';
import { pictureOf as asPicture } from './picture-of.ts';
import { bundledWebview, PreviewPage } from './preview-page.ts';

let browser: Browser;
let script: string;
let preview: PreviewPage;
beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundledWebview()]);
  preview = await PreviewPage.open(browser, script);
});
// One page for all, since the first picture on a page takes seconds.
beforeEach(({ task }) => preview.begin(pictureOf(choreography(task.id, [service(task.id, [on('Nothing')])]))));
afterEach(() => expect(preview.complaints).toEqual([]));
afterAll(() => browser.close());

function pictureOf(model: Choreography, markers: Choreography | undefined = undefined): Picture {
  return asPicture(flowDiagram(model, { markers: markers ? findingsOn(markers) : [] }), model.name);
}

const order = orderFulfilment();
const picture = pictureOf(order);
const charge = 'r__Payments__charge';
/** The same with a service more, which moves everything else. */
const larger = pictureOf({
  ...order,
  participants: [
    ...order.participants,
    service('Audit', [on('OrderPlaced', { label: 'log', to: oneOf('Logged') }), on('Logged', { label: 'file' })]),
  ],
});

describe('drawing', () => {
  test('every element can be pointed at', async () => {
    await preview.show(picture);
    const ids = (element: string) => picture.targets.filter(target => target.element === element).map(({ id }) => id);
    expect([...(await preview.idsOf('g.node'))].sort()).toEqual(ids('node').sort());
    expect([...(await preview.idsOf('g.cluster'))].sort()).toEqual(ids('group').sort());
    expect([...(await preview.idsOf('path.edge-hit'))].sort()).toEqual(ids('edge').sort());
  });

  test('findings are told in words', async () => {
    const model = everything();
    await preview.show(pictureOf(model, model));
    const label = await preview.page.getAttribute('g.node[data-target="r__Billing__retry"]', 'aria-label');
    expect(label).toContain('Billing.retry: on Declined');
    expect(label).toContain('error: Grows.');
    const tooltip = await preview.page.textContent('g.node[data-target="r__Billing__retry"] > title');
    expect(tooltip).toContain('info: Ends by itself.');
  });

  test('names do no harm', async () => {
    await preview.show(pictureOf(hostile()));
    expect(await preview.page.evaluate(() => 'hit' in window)).toBe(false);
    expect(await preview.page.$$('#canvas script, #canvas img, #canvas a')).toEqual([]);
    expect(await preview.page.textContent('#canvas')).toContain('<script>window.hit=1</script>');
  });

  test('the policy lets nothing else run or load', async () => {
    await preview.page.evaluate(() => {
      const injected = document.createElement('script');
      injected.textContent = 'window.hit = 1';
      const image = document.createElement('img');
      image.src = 'http://preview.test/pixel.png';
      document.body.append(injected, image);
    });
    await eventually(() => expect(preview.complaints.length).toBeGreaterThanOrEqual(2));
    expect(await preview.page.evaluate(() => 'hit' in window)).toBe(false);
    expect(preview.complaints.every(complaint => complaint.includes('Content Security Policy'))).toBe(true);
    preview.complaints.length = 0;
  });

  test('only the newest of many is shown', async () => {
    const shown = await preview.recordShown('r__Audit__log');
    for (const next of [picture, pictureOf(everything()), picture, larger]) await preview.send({ picture: next });
    await preview.page.waitForSelector('g.node[data-target="r__Audit__log"]');
    expect(await preview.page.$$('#canvas > svg')).toHaveLength(1);
    // Drawn after all that was asked for before it, so an older one would have come in between.
    await preview.show(pictureOf(everything()));
    const each = await shown();
    expect(each.slice(each.indexOf(true))).toEqual([true, false]);
  });

  test('what cannot be drawn is said, and the last picture stays', async () => {
    await preview.show(picture);
    await preview.send({ picture: { ...picture, texts: { TB: 'flowchart TB\n  a[', LR: 'flowchart LR\n  a[' } } });
    await preview.page.waitForSelector('#failure:not([hidden])');
    expect(await preview.page.textContent('#failure')).toMatch(
      /^This picture could not be drawn\. The picture below is the last one/,
    );
    expect(await preview.idsOf('g.node')).toContain(charge);
    expect((await preview.waitForTold('failed')).type).toBe('failed');
    await preview.show(larger);
    await preview.page.waitForSelector('#failure[hidden]', { state: 'attached' });
  });

  test('a first picture that cannot be drawn leaves no blank', async () => {
    const fresh = await PreviewPage.open(browser, script);
    await fresh.send({ picture: { ...picture, texts: { TB: 'nonsense', LR: 'nonsense' } } });
    await fresh.page.waitForSelector('#failure:not([hidden])');
    expect(await fresh.page.isVisible('#waiting')).toBe(false);
    expect(fresh.complaints).toEqual([]);
    await fresh.page.close();
  });
});

describe('going to the source', () => {
  beforeEach(() => preview.show(picture));

  const lastTold = async () => (await preview.told()).at(-1);

  test('by a click on a node', async () => {
    await preview.page.click(`g.node[data-target="${charge}"]`);
    expect(await lastTold()).toEqual({ type: 'reveal', id: charge });
  });

  test('by a click on the label of an edge', async () => {
    const id = 'm__StockReserved__or__Warehouse__onOrderPlaced__r__Shipping__dispatch';
    await preview.page.click(`.edgeLabel [data-target="${id}"]`);
    expect(await lastTold()).toEqual({ type: 'reveal', id });
  });

  test('by a click beside the thin line of an edge', async () => {
    const id = 'm__OrderCancelled__to__Customer__out';
    await preview.page.click('#fit');
    const point = await preview.page.$eval(`path.edge-hit[data-target="${id}"]`, path => {
      if (!(path instanceof SVGPathElement)) throw new Error('An edge is a path.');
      const { x, y } = path.getPointAtLength(path.getTotalLength() * 0.15);
      const matrix = path.getScreenCTM();
      if (!matrix) throw new Error('The edge is not drawn.');
      return { x: x * matrix.a + matrix.e, y: y * matrix.d + matrix.f };
    });
    await preview.page.mouse.click(point.x + 2, point.y);
    expect(await lastTold()).toEqual({ type: 'reveal', id });
  });

  test('by a click on the name of a service', async () => {
    await preview.page.click('g.cluster[data-target="s__Shipping"] .cluster-label p');
    expect(await lastTold()).toEqual({ type: 'reveal', id: 's__Shipping' });
  });

  test('by a click on a dead end, which says what is found on it', async () => {
    const model = everything();
    await preview.show(pictureOf(model, model));
    const id = 'unhandled__Lost__Billing__onOther_2e_Started';
    const badge = preview.page.locator(`g.node .badge[data-target="${id}"]`);
    expect(await badge.allTextContents()).toEqual(['Lost+ → nobody', '⚠\ufe0e unhandled-event']);
    expect(await badge.first().getAttribute('title')).toContain('warning: Nothing reacts to `Lost`.');
    await badge.first().click();
    expect(await lastTold()).toEqual({ type: 'reveal', id });
    await preview.page.click('g.node[data-target="r__Billing__onOther_2e_Started"] strong');
    expect(await lastTold()).toEqual({ type: 'reveal', id: 'r__Billing__onOther_2e_Started' });
  });

  test('by keyboard alone', async () => {
    await preview.page.focus('#viewport');
    await preview.page.keyboard.press('Tab');
    const first = await preview.page.evaluate(() => document.activeElement?.getAttribute('data-target'));
    expect(first).toBeTruthy();
    await preview.page.keyboard.press('Enter');
    expect(await lastTold()).toEqual({ type: 'reveal', id: first });
  });

  test('but not at the end of a drag', async () => {
    const before = (await preview.told()).length;
    const box = await preview.boxOf(charge);
    await preview.page.mouse.move(box.x + 5, box.y + 5);
    await preview.page.mouse.down();
    await preview.page.mouse.move(box.x + 105, box.y + 55, { steps: 4 });
    await preview.page.mouse.up();
    const moved = await preview.boxOf(charge);
    expect([moved.x - box.x, moved.y - box.y].map(Math.round)).toEqual([100, 50]);
    expect((await preview.told()).length).toBe(before);
  });
});

describe('the direction', () => {
  /** Services one above or beside the other. */
  const long = pictureOf(
    choreography(
      'Long',
      Array.from({ length: 6 }, (_, index) =>
        service(`S${index}`, [on(`Step${index}`, { label: `take${index}`, to: oneOf(`Step${index + 1}`) })]),
      ),
    ),
  );

  test('is the one that fits the pane, as long as nobody has looked around in it', async () => {
    await preview.page.setViewportSize({ width: 500, height: 900 });
    await preview.show(long);
    expect(await preview.direction()).toBe('TB');
    await preview.page.setViewportSize({ width: 1400, height: 400 });
    await eventually(async () => expect(await preview.direction()).toBe('LR'));
    await preview.page.click('#zoomIn');
    await preview.page.setViewportSize({ width: 500, height: 900 });
    await preview.show({ ...long, title: 'The same, as it is shown' });
    expect(await preview.direction()).toBe('LR');
  });

  test('is the one that the user has chosen', async () => {
    await preview.show({ ...picture, direction: 'LR' });
    expect(await preview.direction()).toBe('LR');
    await preview.show({ ...picture, direction: 'TB' });
    await eventually(async () => expect(await preview.direction()).toBe('TB'));
    await preview.show({ ...larger, choreography: 'Other', direction: 'LR' });
    await eventually(async () => expect(await preview.direction()).toBe('LR'));
  });
});

describe('a step of a run', () => {
  const lit = () => preview.idsOf('#canvas g.node.lit');

  test('is lit, outlives a new picture, and is put out', async () => {
    await preview.show(picture);
    await preview.post({ type: 'light', choreography: picture.choreography, targets: [charge] });
    expect(await lit()).toEqual([charge]);
    await preview.show(larger);
    await preview.page.waitForSelector('g.node[data-target="r__Audit__log"]');
    expect(await lit()).toEqual([charge]);
    await preview.post({ type: 'light', choreography: '', targets: [] });
    expect(await lit()).toEqual([]);
  });

  test('comes into sight', async () => {
    await preview.show(larger);
    await preview.page.evaluate(() => document.getElementById('viewport')?.focus());
    for (let presses = 0; presses < 40; presses++) await preview.page.keyboard.press('ArrowUp');
    expect((await preview.boxOf(charge)).y).toBeGreaterThan(700);
    await preview.post({ type: 'light', choreography: larger.choreography, targets: [charge] });
    const { y } = await preview.boxOf(charge);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(700);
  });

  test('of another choreography lights nothing', async () => {
    await preview.show(picture);
    await preview.post({ type: 'light', choreography: 'Other', targets: [charge] });
    expect(await lit()).toEqual([]);
  });
});

describe('looking around', () => {
  test('zoom and position outlive an update, whatever comes in before them', async () => {
    await preview.show(picture);
    await preview.page.click('#zoomIn');
    await preview.page.click('#zoomIn');
    await preview.page.mouse.move(400, 300);
    await preview.page.mouse.wheel(30, 60);
    const scale = await preview.scale();
    // The node nearest to the middle is the one that stays.
    const middle = async () => {
      const nodes = picture.targets.filter(target => target.element === 'node').map(({ id }) => id);
      const boxes = await Promise.all(nodes.map(async id => ({ id, ...(await preview.boxOf(id)) })));
      const far = (box: { x: number; y: number; width: number; height: number }) =>
        Math.hypot(box.x + box.width / 2 - 400, box.y + box.height / 2 - 366);
      return boxes.sort((a, b) => far(a) - far(b))[0];
    };
    const before = await middle();
    if (!before) throw new Error('Nothing is in the middle.');
    await preview.show(larger);
    await preview.page.waitForSelector('g.node[data-target="r__Audit__log"]');
    const after = await preview.boxOf(before.id);
    expect(await preview.scale()).toBe(scale);
    expect(Math.abs(after.x + after.width / 2 - before.x - before.width / 2)).toBeLessThan(2);
    expect(Math.abs(after.y + after.height / 2 - before.y - before.height / 2)).toBeLessThan(2);
  });

  test('another choreography is seen from its beginning', async () => {
    await preview.show(picture);
    const start = await preview.scale();
    await preview.page.click('#zoomIn');
    await preview.show({ ...larger, choreography: 'Other' });
    await preview.page.waitForSelector('g.node[data-target="r__Audit__log"]');
    expect(await preview.scale()).toBeLessThanOrEqual(start);
  });

  test('another part is seen from its beginning too', async () => {
    await preview.show(picture);
    for (let i = 0; i < 4; i++) await preview.page.click('#zoomIn');
    await preview.show({ ...larger, focus: { kind: 'participant', name: 'Audit' } });
    await preview.page.waitForSelector('g.node[data-target="r__Audit__log"]');
    expect(await preview.scale()).toBeLessThan(1);
  });

  test('wheel, keys and buttons', async () => {
    await preview.show(picture);
    const start = await preview.boxOf(charge);
    await preview.page.mouse.move(400, 300);
    await preview.page.mouse.wheel(0, 40);
    expect(Math.round((await preview.boxOf(charge)).y - start.y)).toBe(-40);
    await preview.page.keyboard.down('Control');
    await preview.page.mouse.wheel(0, -100);
    await preview.page.keyboard.up('Control');
    expect((await preview.boxOf(charge)).width).toBeGreaterThan(start.width * 1.1);
    await preview.page.focus('#viewport');
    await preview.page.keyboard.press('0');
    expect(await preview.scale()).toBe(1);
    await preview.page.keyboard.press('-');
    expect(await preview.scale()).toBeCloseTo(0.8);
    const before = await preview.boxOf(charge);
    await preview.page.keyboard.press('ArrowRight');
    expect(Math.round((await preview.boxOf(charge)).x - before.x)).toBe(-60);
    await preview.page.keyboard.press('f');
    const svg = await preview.page.locator('#canvas > svg').boundingBox();
    const frame = await preview.page.locator('#viewport').boundingBox();
    expect(svg?.height).toBeLessThanOrEqual(frame?.height ?? 0);
    expect(svg?.y).toBeGreaterThanOrEqual(frame?.y ?? 0);
  });

  test('buttons have names, and say what they do', async () => {
    const labels = await preview.page.$$eval('#toolbar button', buttons =>
      buttons.map(b => b.getAttribute('aria-label')),
    );
    expect(labels.every(label => label)).toBe(true);
    await preview.show(
      { ...picture, direction: 'LR' },
      { subject: { uri: 'file:///a', focus: { kind: 'message', id: 'X' } } },
    );
    expect(await preview.page.getAttribute('#turn', 'aria-pressed')).toBe('true');
    for (const command of ['focus', 'showAll'] as const) {
      await preview.page.click(`#${command}`);
      expect((await preview.told()).at(-1)).toEqual({ type: 'command', command });
    }
    await preview.page.click('#copy');
    expect((await preview.told()).at(-1)).toEqual({ type: 'copy', direction: 'LR' });
    await preview.page.click('#turn');
    expect((await preview.told()).at(-1)).toEqual({
      type: 'turn',
      choreography: picture.choreography,
      direction: 'TB',
    });
  });
});

describe('a broken text', () => {
  test('leaves the last good picture, and says so', async () => {
    await preview.show(picture);
    await preview.send({ banner: { text: 'The text has an error.', action: 'Go to the error' } });
    expect(await preview.page.textContent('#banner')).toContain('The text has an error.');
    expect(await preview.idsOf('g.node')).toContain(charge);
    await preview.page.click('#banner button');
    expect((await preview.told()).at(-1)).toEqual({ type: 'command', command: 'banner' });
    await preview.show(picture);
    expect(await preview.page.isVisible('#banner')).toBe(false);
  });
});

describe('themes', () => {
  const colourOf = () =>
    preview.page.$eval(`g.node[data-target="${charge}"] .nodeLabel`, label => getComputedStyle(label).color);

  test('light, dark and high contrast are followed', async () => {
    await preview.show(picture);
    expect(await colourOf()).toBe('rgb(34, 34, 34)');
    const scale = await preview.scale();
    for (const [kind, background, foreground, rgb] of [
      ['vscode-dark', '#1f1f1f', '#cccccc', 'rgb(204, 204, 204)'],
      ['vscode-high-contrast', '#000000', '#ffffff', 'rgb(255, 255, 255)'],
      ['vscode-high-contrast-light', '#ffffff', '#292929', 'rgb(41, 41, 41)'],
    ] as const) {
      await preview.setTheme(kind, { 'editor-background': background, 'editor-foreground': foreground });
      await eventually(async () => expect(await colourOf()).toBe(rgb));
      const lines = await preview.page.$eval('path.flowchart-link', path => getComputedStyle(path).stroke);
      expect(lines).toBe(rgb);
    }
    expect(await preview.scale()).toBe(scale);
  });
});

describe('saving', () => {
  test('gives an SVG of its own, with plain labels', async () => {
    await preview.show(pictureOf(hostile(['<b>bold</b>', 'x;y', 'plain'])));
    await preview.page.click('#save');
    const saved = await preview.waitForTold('save');
    const svg = saved.type === 'save' ? saved.svg : '';
    expect(svg).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg /);
    expect(svg).not.toContain('foreignObject');
    const texts = await preview.page.evaluate(text => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return [parsed.querySelector('parsererror')?.textContent, parsed.documentElement.textContent];
    }, svg);
    expect(texts[0]).toBeUndefined();
    expect(texts[1]).toContain('<b>bold</b>');
    expect(texts[1]).toContain('x;y');
  });
});

describe('a reload of the window', () => {
  test('brings back picture and view before the extension has said anything', async () => {
    await preview.show(picture);
    await preview.page.click('#zoomIn');
    await preview.page.focus('#viewport');
    await preview.page.keyboard.press('ArrowDown');
    const transform = await preview.transform();
    await preview.untilViewIsKept();
    await preview.page.reload();
    await preview.page.waitForSelector(`g.node[data-target="${charge}"]`);
    expect(await preview.transform()).toBe(transform);
  });

  test('bears with a state that it does not know', async () => {
    await preview.page.evaluate(() => sessionStorage.setItem('state', JSON.stringify({ subject: 7, picture: [] })));
    await preview.page.reload();
    await preview.show(picture);
    expect(await preview.idsOf('g.node')).toContain(charge);
  });
});
