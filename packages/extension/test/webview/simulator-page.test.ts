/** The simulator's page: what can be done next, chosen by mouse and keys, and what is told of it. */
import { createSimulation } from '@choreo/analysis/runs';
import type { SimulationOption, SimulationOptions } from '@choreo/server/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../model/test/eventually.ts';
import { launchChromium } from '../../../diagram/test/support/chromium.ts';
import type { FromSimulator, SimulationContent } from '../../src/simulator/protocol.ts';
import { simulatorHtml } from '../../src/simulator/simulator-html.ts';
import { bundledWebview, ExtensionPage } from './extension-page.ts';
import { eitherWay, runOf, shown } from './runs.ts';

let browser: Browser;
let script: string;
let opened: ExtensionPage<FromSimulator>;
beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundledWebview()]);
  opened = await ExtensionPage.openPage<FromSimulator>(browser, script, simulatorHtml);
});
// One page for all, since the first picture on a page takes seconds.
beforeEach(async () => {
  await opened.beginAgain();
  await show(content(0, []), 0);
  await opened.forget();
});
afterEach(() => expect(opened.complaints).toEqual([]));
afterAll(() => browser.close());

const model = eitherWay();

function option(heading: string, detail: string, kind: SimulationOption['kind'] = 'deliver'): SimulationOption {
  const move = { action: 0, choices: [], label: `${heading}: ${detail}` };
  return { move, kind, case: 0, participant: 'Kitchen', message: 'Thought', heading, detail, places: [], targets: [] };
}

const choices = [
  option('Kitchen takes Thought', 'decide → Given'),
  option('Host takes Asked once more', 'think → Thought', 'redeliver'),
  option('Kitchen takes Thought', 'decide → Refused'),
  option('Thought to Kitchen is lost', '', 'lose'),
];

function content(steps: number, options: readonly SimulationOption[], set: SimulationOptions = {}): SimulationContent {
  const run = runOf(model, steps);
  const shownSteps = shown(model, run);
  const { snapshot } = createSimulation(model);
  return {
    name: 'EitherWay',
    position: { choreography: 'EitherWay', options: set, moves: shownSteps.simulation.moves },
    run: shownSteps,
    snapshot: shownSteps.steps.at(-1)?.snapshot ?? { ...snapshot },
    options,
    entries: [
      { message: 'Asked', participants: ['Guest'], counts: [1], count: 1 },
      { message: 'Left', participants: ['Guest'], counts: [0, 1, 2], count: 0 },
    ],
  };
}

async function show(what: SimulationContent, revision = 1): Promise<void> {
  await opened.post({ type: 'show', revision, asked: true, content: what });
  await opened.page.waitForSelector('#options > *');
}

test('alternatives of one delivery stand together, what comes again and what is lost apart', async () => {
  await show(content(1, choices));
  expect(await opened.page.$$eval('.option', all => all.map(one => one.getAttribute('aria-label')))).toEqual([
    'Kitchen takes Thought: decide → Given',
    'Kitchen takes Thought: decide → Refused',
    'Host takes Asked once more: think → Thought',
    'Thought to Kitchen is lost',
  ]);
  expect(await opened.page.$$eval('#options h2, #options h3', all => all.map(one => one.textContent))).toEqual([
    'Kitchen takes Thought',
    'Redeliveries',
    'Host takes Asked once more',
    'Lose',
  ]);
});

test('an option is taken by click and by its number', async () => {
  await show(content(1, choices), 7);
  await opened.page.click('.option[aria-label*="Refused"]');
  expect(await opened.waitForTold('take')).toEqual({ type: 'take', revision: 7, option: 2 });
  await opened.page.keyboard.press('3');
  await eventually(async () => {
    const taken = (await opened.told()).findLast(({ type }) => type === 'take');
    expect(taken).toEqual({ type: 'take', revision: 7, option: 1 });
  });
});

test('who chooses by keys goes on choosing', async () => {
  await show(content(1, choices));
  await opened.page.focus('.option');
  await show(content(2, []), 2);
  expect(await opened.page.evaluate(() => document.activeElement?.textContent)).toMatch(/run has ended/);
});

test('an option that is pointed at is told, and what is looked at after that', async () => {
  await show(content(1, choices));
  await opened.page.hover('.option[aria-label*="Given"]');
  expect(await opened.waitForTold('point')).toEqual({ type: 'point', revision: 1, option: 0 });
  await opened.page.hover('#where');
  await eventually(async () => expect((await opened.told()).at(-1)).toEqual({ type: 'at', step: 0, source: 'light' }));
});

test('keys step back, go on by chance and run to the end, where that can be', async () => {
  await show(content(1, choices));
  for (const [key, command] of [
    ['Backspace', 'undo'],
    ['n', 'any'],
    ['e', 'to-end'],
    ['r', 'restart'],
  ] as const) {
    await opened.page.keyboard.press(key);
    await eventually(async () => expect((await opened.told()).at(-1)).toEqual({ type: 'command', command }));
  }
  await show(content(0, choices), 2);
  expect(await opened.page.isDisabled('#undo')).toBe(true);
  const before = (await opened.told()).length;
  await opened.page.keyboard.press('Backspace');
  expect((await opened.told()).slice(before).filter(({ type }) => type === 'command')).toEqual([]);
});

test('entries and settings are changed, and what they were is kept', async () => {
  await show(content(1, choices, { seed: 4, redeliveries: 1 }));
  expect(await opened.page.inputValue('#seed')).toBe('4');
  await opened.page.selectOption('select[data-entry="Left"]', 'twice');
  expect(await opened.waitForTold('change')).toEqual({
    type: 'change',
    options: { seed: 4, redeliveries: 1, entries: { Asked: 1, Left: 2 } },
  });
  await opened.page.uncheck('#loss');
  await eventually(async () =>
    expect((await opened.told()).at(-1)).toEqual({
      type: 'change',
      options: { seed: 4, redeliveries: 1, loss: false },
    }),
  );
  await opened.page.fill('#redeliveries', '-3');
  await opened.page.press('#redeliveries', 'Tab');
  expect((await opened.told()).filter(({ type }) => type === 'change')).toHaveLength(2);
});

test('digits in a field are no choices', async () => {
  await show(content(1, choices));
  await opened.page.focus('#seed');
  await opened.page.keyboard.press('2');
  expect((await opened.told()).filter(({ type }) => type === 'take')).toEqual([]);
});

test('earlier steps can be looked at', async () => {
  await show(content(2, []));
  await opened.page.keyboard.press('Home');
  expect(await opened.page.textContent('#where')).toBe('EitherWay · step 1 of 2');
  expect(await opened.page.getAttribute('.step-band.current', 'data-step')).toBe('0');
  await eventually(async () => expect((await opened.told()).at(-1)).toEqual({ type: 'at', step: 0, source: 'show' }));
});
