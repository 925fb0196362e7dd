/** The run of a finding: opened, stepped through with everything lit that shows the step, and saved as a scenario. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';
import { elements, textsIn } from './webview.ts';

const race = 'verified/race.choreo';
const steps = '#run .steps .step';

/** Waits until the choreography of the file has a finding with a run, and opens that through the lens. */
export async function showRun(path: string, code: string): Promise<vscode.TextEditor> {
  const editor = await open(path);
  const action = await until(`The run of ${code}`, async () => {
    const found = vscode.languages.getDiagnostics(editor.document.uri);
    const finding = found.find(one => typeof one.code === 'object' && one.code.value === code);
    if (!finding) throw new Error(found.map(({ message }) => message).join(' | '));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      finding.range,
    );
    return actions.find(({ title }) => title === `Show the run (${code})`);
  });
  assert.ok(action.command);
  await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  await elements('#run .step-band');
  return editor;
}

async function currentStep(): Promise<string> {
  return textsIn(`${steps}[aria-current]`);
}

test('the run of a finding is drawn beside the source, and stepped through', async () => {
  await showRun(race, 'property-violated');
  const lanes = await textsIn('#run .canvas [data-et="participant"]');
  for (const lane of ['Customer', 'Sales', 'Shipping', 'Billing']) assert.ok(lanes.includes(lane), lanes);
  const all = await elements(steps);
  assert.equal(all.length, 5, 'Four steps and the end.');
  assert.ok(all[3]?.['text']?.includes('first bad step'), all[3]?.['text']);
  assert.equal((await elements('#run .bad-mark'))[0]?.['data-step'], '3');
  assert.match(await currentStep(), /^1\. /);
  await askOutside('screenshot', 'run');
  await askOutside('webviewClick', '#next');
  await until('The second step', async () => ((await currentStep()).startsWith('2. ') ? true : undefined));
  assert.equal((await elements('#run .step-band.current'))[0]?.['data-step'], '1');
  await askOutside('press', 'End');
  await until('The end', async () => (/nothing is left/.test(await currentStep()) ? true : undefined));
  await askOutside('press', 'b');
  await until('The bad step', async () => (/first bad step/.test(await currentStep()) ? true : undefined));
  await vscode.commands.executeCommand('choreo.previousStep');
  await until('The step before', async () => ((await currentStep()).startsWith('3. ') ? true : undefined));
  await closeAll();
});

test('the step is lit in the preview and in the source', async () => {
  await open(race);
  await vscode.commands.executeCommand('choreo.openPreview');
  await askOutside('webviewElements', '#canvas svg g.node');
  const editor = await showRun(race, 'property-violated');
  await askOutside('webviewClick', `${steps}[data-step="3"]`);
  await until('Billing.refund is lit', async () => {
    const lit = await textsIn('#canvas svg g.node.lit');
    return lit.includes('refund') ? true : undefined;
  });
  await until('The reaction is in sight', () => {
    const at = editor.document.positionAt(editor.document.getText().indexOf('refund: on'));
    return editor.visibleRanges.some(range => range.contains(at)) ? true : undefined;
  });
  await askOutside('screenshot', 'run-and-preview');
  const groups = vscode.window.tabGroups.all.length;
  assert.equal(groups, 3, 'Source, preview, and the run below it.');
  await closeAll();
});

test('two runs that end differently lie side by side', async () => {
  await showRun('verified/either.choreo', 'order-dependent-outcome');
  await elements('#other .step-band');
  const titles = await textsIn('main > section > h2');
  assert.match(titles, /Given/);
  assert.match(titles, /Left/);
  assert.ok((await textsIn('.difference')).includes('differ'));
  await askOutside('press', 'o');
  await until('The other one is active', async () =>
    (await elements('main > section.active'))[0]?.['id'] === 'other' ? true : undefined,
  );
  await askOutside('screenshot', 'run-pair');
  await closeAll();
});

test('the palette asks which finding', async () => {
  await open(race);
  const running = vscode.commands.executeCommand('choreo.showRun');
  const title = 'Show the run of which finding?';
  const rows = await askOutside('list', title);
  assert.ok(Array.isArray(rows));
  assert.ok(
    rows.some(row => String(row).includes('property-violated')),
    rows.join(' | '),
  );
  await askOutside('screenshot', 'run-choice');
  await askOutside('choose', { title, row: 'property-violated' });
  await running;
  await elements('#run .step-band');
  await closeAll();
});

test('a run is saved as a scenario, which is a test at once', async () => {
  const { document } = await showRun(race, 'property-violated');
  const before = document.getText();
  await askOutside('webviewClick', '#scenario');
  await until('The new scenario', () => (document.getText() === before ? undefined : true));
  const added = /scenario "[^"]+" \{[^}]*\}/g;
  const names = [...document.getText().matchAll(added)].map(([text]) => text);
  assert.equal(names.length, 2, document.getText());
  await until('The scenario is selected', () => {
    const active = vscode.window.activeTextEditor;
    assert.ok(active);
    assert.equal(active.document.uri.toString(), document.uri.toString());
    assert.match(active.document.getText(active.selection), /scenario/);
    return true;
  });
  await until('The scenario fails as the run does', () =>
    vscode.languages
      .getDiagnostics(document.uri)
      .some(({ code }) => typeof code === 'object' && code.value === 'scenario-failed')
      ? true
      : undefined,
  );
  await askOutside('screenshot', 'run-scenario');
  await closeAll();
});

test('runs look right on dark ground', async () => {
  const settings = vscode.workspace.getConfiguration('workbench');
  const before = settings.get<string>('colorTheme');
  let style = '';
  for (const [theme, name] of [
    ['Default Dark Modern', 'dark'],
    ['Default High Contrast', 'contrast'],
  ] as const) {
    await settings.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
    if (style === '') {
      await open(race);
      await vscode.commands.executeCommand('choreo.openPreview');
      await askOutside('webviewElements', '#canvas svg g.node');
      await showRun(race, 'property-violated');
      await askOutside('webviewClick', `${steps}[data-step="2"]`);
      await until('The third step', async () => ((await currentStep()).startsWith('3. ') ? true : undefined));
    }
    const last = style;
    style = await until('Another style of both pictures', async () => {
      const styles = await Promise.all(['#canvas svg style', '#run .canvas style'].map(textsIn));
      return styles.some(text => text === '' || last.includes(text)) ? undefined : styles.join('\n');
    });
    await askOutside('screenshot', `run-${name}`);
  }
  await closeAll();
  await settings.update('colorTheme', before, vscode.ConfigurationTarget.Global);
});
