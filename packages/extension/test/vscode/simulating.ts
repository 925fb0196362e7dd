/** The simulator, from an entry to the end, under a model that changes. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, replace, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';
import { elements, textsIn } from './webview.ts';

const race = 'verified/race.choreo';

async function simulate(): Promise<vscode.TextEditor> {
  const editor = await open(race);
  await vscode.commands.executeCommand('choreo.simulate');
  await elements('.option');
  return editor;
}

/** Chooses what the options name so, and waits until so many steps are taken. */
async function take(name: string, count: number): Promise<void> {
  await askOutside('webviewClick', `.option[aria-label*="${name}"]`);
  await stepsAre(count);
}

/** The end is in the list too. */
function stepsAre(count: number): Promise<boolean> {
  return until(`${count} steps`, async () => {
    const found = await elements('#steps .step');
    if (found.length !== count + 1) throw new Error(found.map(({ text }) => text).join(' | '));
    return true;
  });
}

test('a run is played from its entries to its end', async () => {
  const { document } = await simulate();
  await askOutside('webviewSelect', { selector: 'select[data-entry="Cancel"]', label: 'once' });
  await until('Cancel can come', async () =>
    (await elements('.option')).some(option => option['aria-label']?.includes('Cancel')) ? true : undefined,
  );
  await take('Place', 1);
  await askOutside('screenshot', 'simulator');
  await askOutside('webviewClick', '#undo');
  await stepsAre(0);
  await askOutside('webviewClick', '#toEnd');
  await until('The end', async () => (/run has ended/.test(await textsIn('#options')) ? true : undefined));
  await stepsAre(4);
  const stands = await textsIn('#stands');
  assert.match(stands, /Shipped/);
  assert.match(stands, /Refunded/);
  await elements('#picture .step-band.current');
  await askOutside('screenshot', 'simulator-end');

  const before = document.getText();
  await askOutside('webviewClick', '#scenario');
  await until('The scenario in the file', () => (document.getText() === before ? undefined : true));
  await closeAll();
});

test('a message comes once more', async () => {
  await simulate();
  await take('Place', 1);
  await askOutside('webviewClick', '#redeliveries');
  await askOutside('press', 'ControlOrMeta+A');
  await askOutside('press', '1');
  await askOutside('press', 'Tab');
  await until('It can come once more', async () =>
    (await elements('.option')).some(option => option['data-kind'] === 'redeliver') ? true : undefined,
  );
  await askOutside('webviewClick', '.option[data-kind="redeliver"]');
  await stepsAre(2);
  await closeAll();
});

test('what was played is exported as events', async () => {
  await simulate();
  await askOutside('webviewClick', '#toEnd');
  await until('Steps', async () => ((await elements('#steps .step')).length > 2 ? true : undefined));
  await askOutside('webviewClick', '#events');
  const lines = await until('The document', () => {
    const text = vscode.window.activeTextEditor?.document;
    return text?.isUntitled ? text.getText().trim().split('\n') : undefined;
  });
  const events = lines.map(line => JSON.parse(line));
  assert.ok(events.every(event => event.specversion === '1.0'));
  assert.ok(
    events.some(event => String(event.type).toLowerCase().includes('shipped')),
    lines.join('\n'),
  );
  await closeAll();
});

test('the run is played again when the model changes', async () => {
  const editor = await simulate();
  await askOutside('webviewClick', '#toEnd');
  await until('Steps', async () => ((await elements('#steps .step')).length > 2 ? true : undefined));
  await replace(editor, 'ship: on Placed -> Shipped', 'send: on Placed -> Shipped');
  await until('Word of the change', async () => {
    const [banner] = await elements('#banner');
    return banner && !('hidden' in banner) && /changed/.test(banner['text'] ?? '') ? true : undefined;
  });
  await askOutside('screenshot', 'simulator-changed');
  await closeAll();
});
