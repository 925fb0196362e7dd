/** The view of the ways to end: what it lists, and the runs behind its lines. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, replace, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';
import { elements, outsideElements, textsIn } from './webview.ts';

const sim = 'verified/sim.choreo';
const rows = '.pane:has(.pane-header:has-text("Ways to End")) .monaco-list-row';

/** What a screen reader hears of each line. */
async function heard(): Promise<readonly string[]> {
  return (await outsideElements(rows)).map(row => row['aria-label'] ?? '');
}

async function listEnds(): Promise<vscode.TextEditor> {
  const editor = await open(sim);
  await vscode.commands.executeCommand('choreo.showEnds');
  await until('Two ways to end', async () => {
    const lines = await heard();
    assert.deepEqual(
      lines.map(line => line.replace(/, \d+ of \d+.*$/, '')),
      [
        'Activated, SimManager.sim = allocated, Shortest run: 2 steps.',
        'ActivationFailed, SimManager.sim = allocated, Shortest run: 2 steps.',
      ],
    );
    return true;
  });
  return editor;
}

test('the ways to end are listed, and the run of a line is drawn', async () => {
  await listEnds();
  await askOutside('screenshot', 'ends');
  await askOutside('click', `${rows}:has-text("ActivationFailed")`);
  await elements('#run .step-band');
  assert.match(await textsIn('header'), /A case ends with ActivationFailed\. Then SimManager\.sim = allocated\./);
  await askOutside('screenshot', 'ends-run');
  await closeAll();
});

test('a way to end is saved as a scenario from its line, and the list follows the text', async () => {
  const { document } = await listEnds();
  // The buttons of a line are there once the mouse is on it.
  await askOutside('click', `${rows}:has-text("ActivationFailed")`);
  await elements('#run .step-band');
  await askOutside('click', `${rows}:has-text("ActivationFailed") [aria-label="Save as Scenario"]`);
  await until('The new scenario', () => (document.getText().includes('scenario "') ? true : undefined));
  assert.match(document.getText(), /given Requested\n {2}choose Activation\.activate -> ActivationFailed/);
  await closeAll();
  const editor = await listEnds();
  await replace(editor, '-> Activated | ActivationFailed', '-> Activated');
  await until('One way to end', async () => ((await heard()).length === 1 ? true : undefined));
  await closeAll();
});
