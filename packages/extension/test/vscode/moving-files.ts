/** Files that are renamed, moved, copied, deleted or discarded, in the editor and behind its back: findings and pictures follow. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, codeOf, expectFindings, fileIn, open, placeOf, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';

const alone = 'event Lost\nservice Loser { emits Lost }\n';

async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = fileIn(path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

async function rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(from, to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function remove(uri: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.deleteFile(uri, { recursive: true, ignoreIfNotExists: true });
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Waits until a file has exactly these findings, open or not. */
async function expectCodes(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  await until(`${expected.join(', ') || 'Nothing'} found in ${uri.path}`, () => {
    assert.deepEqual(vscode.languages.getDiagnostics(uri).map(codeOf), expected);
    return true;
  });
}

/** Waits until the preview has the title of a choreography. */
async function expectPreviewOf(title: string): Promise<void> {
  await until(`A preview of ${title}`, () => {
    const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.ok(labels.includes(`Preview ${title}`), labels.join(', '));
    return true;
  });
}

test('a renamed file takes its findings and its picture along, also only its case, and to another extension', async () => {
  // Opening a file starts the extension.
  await open('events.choreo');
  const first = await write('alone.choreo', alone);
  await expectCodes(first, ['unhandled-event']);
  await vscode.commands.executeCommand('choreo.openPreview', first);
  await expectPreviewOf('alone');
  let from = first;
  for (const name of ['other', 'Other', 'deep/other']) {
    const to = fileIn(`${name}.choreo`);
    await rename(from, to);
    await expectCodes(to, ['unhandled-event']);
    await expectCodes(from, []);
    await expectPreviewOf(name.split('/').at(-1) ?? '');
    from = to;
  }
  await askOutside('screenshot', 'moved-file');
  await rename(fileIn('deep'), fileIn('deeper'));
  const moved = fileIn('deeper/other.choreo');
  await expectCodes(moved, ['unhandled-event']);
  await expectCodes(from, []);
  await rename(moved, fileIn('deeper/other.txt'));
  await expectCodes(moved, []);
  await rename(fileIn('deeper/other.txt'), moved);
  await expectCodes(moved, ['unhandled-event']);
  await remove(fileIn('deeper'));
  await expectCodes(moved, []);
  await closeAll();
});

test('an open file that is renamed keeps what is not saved', async () => {
  const from = await write('alone.choreo', alone);
  const editor = await open('alone.choreo');
  assert.ok(await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'event More\n')));
  await expectFindings(editor.document, ['unused-declaration: More', 'unhandled-event: Lost']);
  const to = fileIn('other.choreo');
  await rename(from, to);
  await expectCodes(to, ['unused-declaration', 'unhandled-event']);
  await expectCodes(from, []);
  await closeAll();
  await expectCodes(to, ['unhandled-event']);
  await remove(to);
  await expectCodes(to, []);
});

test('a copied file is one finding', async () => {
  const { document } = await open('payments.choreo');
  await expectFindings(document, []);
  const copy = fileIn('events copy.choreo');
  await vscode.workspace.fs.copy(fileIn('events.choreo'), copy);
  await expectCodes(copy, ['duplicate-name']);
  await expectCodes(fileIn('events.choreo'), []);
  await expectFindings(document, []);
  const [finding] = vscode.languages.getDiagnostics(copy);
  assert.match(finding?.message ?? '', /`events copy\.choreo` declares the same as `events\.choreo`/);
  await askOutside('screenshot', 'copied-file');
  await remove(copy);
  await expectCodes(copy, []);
  await closeAll();
});

test('a discarded untitled file is gone, and so is one outside of the folder that is closed', async () => {
  const untitled = await vscode.workspace.openTextDocument({ language: 'choreo', content: alone });
  await vscode.window.showTextDocument(untitled);
  await expectCodes(untitled.uri, ['unhandled-event']);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await expectCodes(untitled.uri, []);

  const elsewhere = await mkdtemp(join(tmpdir(), 'choreo-elsewhere-'));
  const file = join(elsewhere, 'alone.choreo');
  await writeFile(file, alone);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.file(file)));
  await expectCodes(vscode.Uri.file(file), ['unhandled-event']);
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await expectCodes(vscode.Uri.file(file), []);
  await rm(elsewhere, { recursive: true });
});

test('another branch, which nobody watches, is there when the window gets the focus', async () => {
  // The focus of a desktop window cannot be taken and given from outside.
  if (vscode.env.uiKind === vscode.UIKind.Desktop) return;
  const files = vscode.workspace.getConfiguration('files');
  await files.update('watcherExclude', { '**': true }, vscode.ConfigurationTarget.Workspace);
  const one = await write('branch/one.choreo', 'choreography Branch\nevent Lost\nservice One { emits Lost }\n');
  const two = await write('branch/two.choreo', 'choreography Branch\nservice Two { on Lost }\n');
  await askOutside('focusAgain');
  await vscode.commands.executeCommand('choreo.openPreview', two);
  await expectPreviewOf('Branch');
  await expectCodes(one, []);

  await writeFile(one.fsPath, 'choreography Branch\nevent Found\nservice One { emits Found }\n');
  await rm(two.fsPath);
  const three = fileIn('branch/three.choreo');
  await writeFile(three.fsPath, 'event Alone\n');
  await askOutside('focusAgain');
  await expectCodes(three, ['unused-declaration']);
  await expectCodes(one, ['unhandled-event']);
  await expectCodes(two, []);
  await until('The picture of the other branch', async () => {
    const texts = await askOutside('webviewTexts', '#canvas svg');
    return JSON.stringify(texts).includes('Found') ? true : undefined;
  });
  await askOutside('screenshot', 'other-branch');
  await rm(fileIn('branch').fsPath, { recursive: true });
  await askOutside('focusAgain');
  await expectCodes(one, []);
  await files.update('watcherExclude', undefined, vscode.ConfigurationTarget.Workspace);
  await closeAll();
});

test('a rename takes the handler of generated services along, and another one back', async () => {
  const list = { generator: 'choreo', version: 1, choreography: 'Shop', files: {} };
  await write('named-services/choreo.gen.json', JSON.stringify(list));
  const code = (name: string, type: string): string =>
    `import type { ${type} } from './payments.gen.ts';\n\nexport const ${name}: ${type} = async (_, { emit }) => emit.PaymentTaken({});\n`;
  const handler = await write('named-services/src/services/payments/charge.ts', code('charge', 'ChargeHandler'));
  const collect = fileIn('named-services/src/services/payments/collect.ts');
  const editor = await open('payments.choreo');
  await expectFindings(editor.document, []);

  const renameLabel = async (before: string, after: string): Promise<void> => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      editor.document.uri,
      placeOf(editor.document, `${before}:`),
      after,
    );
    assert.ok(await vscode.workspace.applyEdit(edit, { isRefactoring: true }));
  };
  const expectText = (uri: vscode.Uri, expected: string | undefined): Promise<boolean> =>
    until(`${uri.path} says ${expected}`, async () => {
      assert.equal(await textOf(uri), expected);
      return true;
    });
  await renameLabel('charge', 'collect');
  await expectText(collect, code('collect', 'CollectHandler'));
  await expectText(handler, undefined);
  await until('The message', async () => {
    await vscode.commands.executeCommand('notifications.showList');
    const text = String(await askOutside('notificationNow', 'is now'));
    assert.match(text, /`charge` is now `collect`, in `named-services\/src\/services\/payments\/collect\.ts`/);
    return true;
  });
  await askOutside('screenshot', 'renamed-handler');
  await vscode.commands.executeCommand('notifications.clearAll');

  // What is not saved in the handler is not lost.
  const unsaved = await vscode.workspace.openTextDocument(collect);
  const inHandler = await vscode.window.showTextDocument(unsaved);
  assert.ok(await inHandler.edit(edit => edit.insert(new vscode.Position(0, 0), '// Mine.\n')));
  await vscode.window.showTextDocument(editor.document);
  await renameLabel('collect', 'charge');
  await expectText(handler, `// Mine.\n${code('charge', 'ChargeHandler')}`);
  await expectText(collect, undefined);
  await vscode.commands.executeCommand('notifications.clearAll');
  await closeAll();
  await remove(fileIn('named-services'));
});
