/** Properties and scenarios as tests: listed as they are typed, run with the right result, and what lenses say of them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, fileIn, findings, open, replace, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';
import { outsideElements } from './webview.ts';

const race = 'verified/race.choreo';
const rows = '.test-explorer .monaco-list-row';

/** What the list of tests says of each row: name, then result. */
async function listed(): Promise<readonly string[]> {
  // What a screen reader hears has the result, but where there is a description no name.
  return (await outsideElements(rows)).map(row => `${row['text'] ?? ''}: ${row['aria-label'] ?? ''}`);
}

/** Waits until a row names both. */
function rowWith(name: string, result: string): Promise<string> {
  return until(`"${name}" with "${result}" in the list of tests`, async () => {
    const all = await listed();
    const found = all.find(row => row.includes(name) && row.toLowerCase().includes(result));
    if (found === undefined) throw new Error(all.join(' | '));
    return found;
  });
}

export async function showTests(): Promise<void> {
  await until('Choreographies in the list of tests', async () => {
    // Before there are tests there is no such view.
    await vscode.commands.executeCommand('workbench.view.testing.focus');
    return (await listed()).length > 1 ? true : undefined;
  });
  await vscode.commands.executeCommand('testing.collapseAll');
  // Shows what is inside: the list shows only what is open.
  await askOutside('click', `${rows}:has-text("Race") .monaco-tl-twistie`);
  await until('The properties', async () =>
    (await listed()).some(row => row.includes('goods or money')) ? true : undefined,
  );
  await askOutside('click', `${rows}:has-text("goods or money") .monaco-tl-twistie`);
}

export function lensTitles(document: vscode.TextDocument): Thenable<readonly string[]> {
  return vscode.commands
    .executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100)
    .then(lenses => lenses.map(({ command }) => command?.title ?? ''));
}

test('properties, sentences and scenarios are listed as tests, and run', async () => {
  const { document } = await open(race);
  await until('The finding of verification', () =>
    findings(document).some(finding => finding.startsWith('property-violated')) ? true : undefined,
  );
  await showTests();
  await rowWith('Shipped excludes Refunded', '');
  await rowWith('nobody cancels', '');
  await askOutside('screenshot', 'tests-before');
  await vscode.commands.executeCommand('testing.runAll');
  await rowWith('Shipped excludes Refunded', 'failed');
  await rowWith('at most 1 Shipped', 'passed');
  await rowWith('nobody cancels', 'passed');
  await askOutside('screenshot', 'tests-run');
  await vscode.commands.executeCommand('testing.showMostRecentOutput');
  await askOutside('screenshot', 'tests-output');
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await closeAll();
});

test('a failure shows the words, the run, and the way to its steps', async () => {
  await open(race);
  await showTests();
  await vscode.commands.executeCommand('testing.runCurrentFile');
  await until('The result', async () => ((await listed()).some(row => row.includes('Failed')) ? true : undefined));
  await vscode.commands.executeCommand('workbench.panel.testResults.view.focus');
  const message = '.test-output-peek-tree .monaco-list-row:has-text("does not hold")';
  await until('The message', async () => ((await outsideElements(message)).length > 0 ? true : undefined));
  await askOutside('click', message);
  await until('The words and the trace', async () => {
    const found = await outsideElements('.test-output-peek-message-container');
    const text = found
      .map(one => one['text'] ?? '')
      .join(' ')
      .replaceAll('\u00a0', ' ');
    assert.match(text, /excludes/);
    assert.match(text, /Billing takes Cancelled/);
    return true;
  });
  await askOutside('screenshot', 'tests-failure');
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await closeAll();
});

test('tests run again on save, once that was asked for', async () => {
  const editor = await open(race);
  await showTests();
  await vscode.commands.executeCommand('testing.startContinuousRun');
  await replace(editor, 'expect Shipped', 'never Shipped');
  await editor.document.save();
  await rowWith('nobody cancels', 'failed');
  await replace(editor, 'never Shipped', 'expect Shipped');
  await editor.document.save();
  await rowWith('nobody cancels', 'passed');
  await vscode.commands.executeCommand('testing.stopContinuousRun');
  await closeAll();
});

test('a run that takes long can be cancelled', async () => {
  // The verifier of this suite does not end by itself with what is called so.
  const file = fileIn('verified/endless.choreo');
  // Nor does its time end, before a busy machine has shown that it runs.
  const settings = vscode.workspace.getConfiguration('choreo.verification');
  await settings.update('timeout', 600, vscode.ConfigurationTarget.Global);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(endless()));
  await open('verified/endless.choreo');
  await showTests();
  await until('It is listed', async () => ((await listed()).some(row => row.includes('Endless')) ? true : undefined));
  // Ends when all tests have, cancelled or not.
  const running = vscode.commands.executeCommand('testing.runCurrentFile');
  await rowWith('Endless', 'running');
  await until('It is under way', async () =>
    (await listed()).some(row => row.includes('Endless') && row.includes('verifying:')) ? true : undefined,
  );
  await vscode.commands.executeCommand('testing.cancelRun');
  await running;
  await until('Nothing runs any more', async () =>
    (await listed()).some(row => row.toLowerCase().includes('running')) ? undefined : true,
  );
  // Had it come to its end, or to its bounds, it would have passed.
  assert.ok(!(await listed()).some(row => row.includes('Endless') && /passed/i.test(row)), 'It did not pass.');
  await closeAll();
  await vscode.workspace.fs.delete(file);
  await settings.update('timeout', undefined, vscode.ConfigurationTarget.Global);
});

test('a scenario on a model that goes round without end comes to an end, and its lens says what bounds it', async () => {
  const file = fileIn('verified/looping.choreo');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(looping));
  const { document } = await open('verified/looping.choreo');
  const title = await until('The verdict of the scenario', async () =>
    (await lensTitles(document)).find(text => text.includes('bounded')),
  );
  assert.match(title, /at once|time|states/);
  await askOutside('screenshot', 'looping-scenario');
  await closeAll();
  await vscode.workspace.fs.delete(file);
});

/** `A` is there again and again, and each time one more `C` piles up. */
const looping = `choreography Looping
event A { key id: uuid }
event B { key id: uuid }
event C { key id: uuid }
actor World { emits A receives C* }
service S { r: on A -> A | nothing }
service T { q: on A -> C }
service U { z: on C }
service V { b: on B }
scenario "goes round" {
  given A
  choose S.r -> A
  never B
}
`;

/** Large enough to be stopped somewhere: whatever comes first changes what comes of the rest. */
function endless(): string {
  const numbers = Array.from({ length: 14 }, (_, index) => index + 1);
  return [
    'choreography Endless',
    ...numbers.map(number => `event In${number} { key id: uuid }\nevent Out${number} { key id: uuid }`),
    `actor World { emits ${numbers.map(number => `In${number}`).join(', ')} receives ${numbers.map(number => `Out${number}*`).join(', ')} }`,
    'service One {',
    '  state last: 0..14',
    ...numbers.map(
      number => `  take${number}: on In${number} when last != ${number} -> Out${number} & set last = ${number}`,
    ),
    '}',
    'property "as many as can be" { at most 1 Out1 }',
  ].join('\n');
}

test('tests follow what is typed', async () => {
  const editor = await open(race);
  await showTests();
  await replace(editor, 'scenario "nobody cancels"', 'scenario "all goes well"');
  await rowWith('all goes well', '');
  await until('The old name is gone', async () =>
    (await listed()).some(row => row.includes('nobody cancels')) ? undefined : true,
  );
  await closeAll();
});

test('lenses say what was found', async () => {
  const { document } = await open(race);
  await until('Lenses', async () => {
    const titles = await lensTitles(document);
    assert.ok(
      titles.some(title => /^1 of 2 .* show run$/.test(title)),
      titles.join(' | '),
    );
    assert.ok(
      titles.some(title => /^proved · \d+ states/.test(title)),
      titles.join(' | '),
    );
    return true;
  });
  await askOutside('screenshot', 'lenses');
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  const command = lenses.find(({ command: one }) => one?.title.includes('show run'))?.command;
  assert.ok(command);
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  await askOutside('webviewElements', '#run .step-band');
  await closeAll();
});

test('a finding of verification offers its run', async () => {
  const { document } = await open(race);
  const range = await until('The finding', () => {
    const found = vscode.languages.getDiagnostics(document.uri);
    return found.find(({ code }) => typeof code === 'object' && code.value === 'property-violated')?.range;
  });
  await until('The quick fix', async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    return actions.some(({ title }) => title.startsWith('Show the run')) ? true : undefined;
  });
  await closeAll();
});
