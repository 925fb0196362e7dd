/** Writing by keystrokes: lists that open by themselves, and what is taken from them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectFindings, fileIn, open, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';

/** The rows of the list that is open, as a screen reader says them. */
async function rows(): Promise<readonly string[]> {
  const found = await askOutside('elements', '.suggest-widget.visible .monaco-list-row');
  assert.ok(Array.isArray(found));
  return found.map(row => String(row['aria-label'] ?? ''));
}

/** Waits until a list is open in which a row says this. */
async function expectRow(text: string): Promise<void> {
  await until(`A row with ${text}`, async () => {
    const all = await rows();
    assert.ok(
      all.some(row => row.includes(text)),
      `${JSON.stringify(all)} has no ${text}`,
    );
    return true;
  });
}

/** Waits until Enter would take a row that says this. */
async function expectChosen(text: string): Promise<void> {
  await until(`A chosen row with ${text}`, async () => {
    const found = await askOutside('elements', '.suggest-widget.visible .monaco-list-row.focused');
    assert.ok(Array.isArray(found));
    assert.ok(
      found.some(row => String(row['aria-label'] ?? '').includes(text)),
      JSON.stringify(found),
    );
    return true;
  });
}

async function press(keys: string): Promise<void> {
  await askOutside('press', keys);
}

async function type(text: string): Promise<void> {
  await askOutside('type', text);
}

/** Keys come to VS Code by another way than a selection: it has to be there before they are pressed. */
async function moveTo(editor: vscode.TextEditor, at: vscode.Position): Promise<void> {
  editor.selection = new vscode.Selection(at, at);
  await until('The cursor', async () => {
    const found = await askOutside('elements', '#status\\.editor\\.selection');
    assert.ok(Array.isArray(found));
    const text = String(found[0]?.text);
    assert.ok(text.endsWith(`Ln ${at.line + 1}, Col ${at.character + 1}`), text);
    return true;
  });
}

async function openNew(name: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(fileIn(name), new Uint8Array());
  const editor = await open(name);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  return editor;
}

async function remove(name: string): Promise<void> {
  await closeAll();
  await vscode.workspace.fs.delete(fileIn(name));
}

async function expectText(document: vscode.TextDocument, part: string): Promise<void> {
  await until(`${part} in the text`, () => {
    assert.ok(document.getText().includes(part), document.getText());
    return true;
  });
}

test('a small model is written from an empty file with completions alone', async () => {
  const editor = await openNew('typed.choreo');
  const { document } = editor;
  await press('Control+Space');
  await expectRow('new choreography');
  await askOutside('screenshot', 'completion of an empty file');
  await type('new');
  await until('Only what begins so', async () => ((await rows()).length < 4 ? true : undefined));
  await expectChosen('new choreography');
  await press('Enter');
  await expectText(document, 'accept: on OrderPlaced -> OrderAccepted | OrderRejected');
  await expectFindings(document, []);
  await press('Escape');

  await moveTo(editor, document.positionAt(document.getText().length));
  await press('Enter');
  await type('serv');
  await expectChosen('service');
  await press('Enter');
  await expectText(document, 'service Payments {');
  await type('Mail');
  await press('Tab');
  await type('on ');
  await expectRow('OrderAccepted');
  await askOutside('screenshot', 'completion after on');
  await type('OrderRej');
  await expectChosen('OrderRejected');
  await press('Enter');
  await expectText(document, 'on OrderRejected');
  await type(' -');
  await type('>');
  await expectRow('nothing');
  await askOutside('screenshot', 'completion after an arrow');
  await type(' noth');
  await expectChosen('nothing');
  await press('Enter');
  await expectText(document, 'on OrderRejected -> nothing');
  assert.match(document.getText(), /service Mail \{\s+on OrderRejected -> nothing\s+\}/);
  await remove('typed.choreo');
});
