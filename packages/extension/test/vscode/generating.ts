/** "Choreo: Generate Services…", with its questions answered by somebody who sees them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, fileIn, open, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';

const which = 'Generate the services of which choreography?';
const where = 'Generate the services of';
const what = 'What will be written to';

async function rowsOf(title: string): Promise<string> {
  const rows = await askOutside('list', title);
  assert.ok(Array.isArray(rows));
  return rows.join('\n');
}

async function exists(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(fileIn(path));
    return true;
  } catch {
    return false;
  }
}

/** Waits for a message. A VS Code under test lets none pop up, so it is looked for in the list of all. */
function notification(text: string): Promise<string> {
  return until(`The message "${text}"`, async () => {
    await vscode.commands.executeCommand('notifications.showList');
    return String(await askOutside('notificationNow', text));
  });
}

/** Starts the command and answers up to the list of files, if it comes to that; `running` lasts until it has ended. */
async function startGenerating(choreography: string): Promise<{ readonly running: Thenable<unknown> }> {
  const running = vscode.commands.executeCommand('choreo.generateServices');
  await rowsOf(which);
  await askOutside('choose', { title: which, row: choreography });
  await rowsOf(where);
  await askOutside('choose', { title: where, row: `${choreography.toLowerCase()}-services` });
  return { running };
}

test('nothing is written before the user agrees, nor if they do not', async () => {
  await open('payments.choreo');
  const { running } = await startGenerating('Shop');
  const rows = await rowsOf(what);
  for (const file of ['package.json', 'README.md']) assert.ok(rows.includes(file), rows);
  await askOutside('screenshot', 'generate-list');
  assert.equal(await exists('shop-services'), false, 'The folder is there before anybody agreed.');
  await askOutside('press', 'Escape');
  await running;
  assert.equal(await exists('shop-services'), false, 'The folder is there though nobody agreed.');
  await closeAll();
});

test('services are generated, and opened', async () => {
  await open('payments.choreo');
  const { running } = await startGenerating('Shop');
  await rowsOf(what);
  await askOutside('choose', { title: what, row: 'Write ' });
  await notification('written to shop-services');
  await askOutside('screenshot', 'generated');
  for (const file of ['package.json', 'src/contracts.gen.ts', 'src/services/payments/charge.ts']) {
    assert.ok(await exists(`shop-services/${file}`), file);
  }
  await askOutside('answerNotification', { text: 'written to shop-services', button: 'Open' });
  await running;
  await until('The README of the project', () =>
    vscode.window.activeTextEditor?.document.uri.path.endsWith('/shop-services/README.md') ? true : undefined,
  );
  await closeAll();
});

test('what is up to date is left alone', async () => {
  await open('payments.choreo');
  const handler = fileIn('shop-services/src/services/payments/charge.ts');
  const before = await vscode.workspace.fs.readFile(handler);
  const { running } = await startGenerating('Shop');
  await notification('shop-services is up to date');
  await running;
  assert.deepEqual(await vscode.workspace.fs.readFile(handler), before);
  await closeAll();
});

test('a choreography with errors is not generated, and the user hears why', async () => {
  await open('mistake.choreo');
  const { running } = await startGenerating('Mistake');
  const told = await notification('Mistake has an error');
  assert.match(told, /Askd/);
  assert.equal(await exists('mistake-services'), false);
  await askOutside('answerNotification', { text: 'Mistake has an error', button: 'Show Problems' });
  await running;
  await closeAll();
});

const unsaved = 'choreography Unsaved\nevent Asked { key id: uuid }\nservice Desk { answer: on Asked -> nothing }\n';

test('services of a file that is not saved yet are not generated, and the user hears what to do', async () => {
  const document = await vscode.workspace.openTextDocument({ language: 'choreo', content: unsaved });
  await vscode.window.showTextDocument(document);
  const running = vscode.commands.executeCommand('choreo.generateServices');
  await rowsOf(which);
  await askOutside('choose', { title: which, row: 'Unsaved' });
  await notification('Unsaved is not saved yet');
  await askOutside('screenshot', 'generate-unsaved');
  await vscode.commands.executeCommand('notifications.clearAll');
  await running;
  assert.equal(document.isUntitled, true);
  await closeAll();
});

test('a file that is not saved yet can be saved on the way', async () => {
  const file = fileIn('unsaved.choreo');
  const document = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
  const editor = await vscode.window.showTextDocument(document);
  assert.ok(await editor.edit(edit => edit.insert(new vscode.Position(0, 0), unsaved)));
  const running = vscode.commands.executeCommand('choreo.generateServices');
  await rowsOf(which);
  await askOutside('choose', { title: which, row: 'Unsaved' });
  await notification('Unsaved is not saved yet');
  await askOutside('answerNotification', { text: 'Unsaved is not saved yet', button: 'Save' });
  assert.match(await rowsOf(where), /unsaved-services/);
  assert.ok(await exists('unsaved.choreo'));
  await askOutside('press', 'Escape');
  await running;
  await closeAll();
  await vscode.workspace.fs.delete(file);
});
