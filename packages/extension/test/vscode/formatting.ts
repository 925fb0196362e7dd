/** Formatting: Format Document, on save, and what moves while one types. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, fileIn, open, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';

const untidy = `choreography Tidy
event   Asked{key id:uuid}
event Answered { key id : uuid }

actor Reader{emits Asked receives Answered}
service Desk {
// Above.
  answer:on Asked
  ->Answered   |   nothing
}`;

const tidy = `choreography Tidy
event Asked    { key id: uuid }
event Answered { key id: uuid }

actor Reader { emits Asked  receives Answered }
service Desk {
  // Above.
  answer: on Asked
    -> Answered | nothing
}
`;

async function withFile(text: string, use: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
  const uri = fileIn('tidy.choreo');
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  try {
    await use(await open('tidy.choreo'));
  } finally {
    await closeAll();
    await vscode.workspace.fs.delete(uri);
  }
}

async function expectText(document: vscode.TextDocument, text: string): Promise<void> {
  await until('The formatted text', () => {
    assert.equal(document.getText(), text);
    return true;
  });
}

test('Format Document formats a file', async () => {
  await withFile(untidy, async ({ document }) => {
    // The first time, the server may still be starting.
    await until('The formatted text', async () => {
      await vscode.commands.executeCommand('editor.action.formatDocument');
      assert.equal(document.getText(), tidy);
      return true;
    });
    await askOutside('screenshot', 'formatted');
  });
});

test('a file is formatted on save if asked for', async () => {
  const settings = vscode.workspace.getConfiguration('editor', { languageId: 'choreo' });
  await settings.update('formatOnSave', true, vscode.ConfigurationTarget.Workspace, true);
  try {
    await withFile(tidy, async editor => {
      await editor.edit(edit => edit.insert(new vscode.Position(1, 6), '   '));
      assert.ok(await editor.document.save());
      await expectText(editor.document, tidy);
      const saved = await vscode.workspace.fs.readFile(editor.document.uri);
      assert.equal(new TextDecoder().decode(saved), tidy);
    });
  } finally {
    await settings.update('formatOnSave', undefined, vscode.ConfigurationTarget.Workspace, true);
  }
});
