/** What VS Code calls to run the suite on the packaged extension, installed from its .vsix. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, open, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { runTests, test } from './runner.ts';

test('the packaged extension is installed, and activates on a .choreo file', async () => {
  const { document } = await open('mistake.choreo');
  const extension = vscode.extensions.getExtension('choreo-lang.choreo-lang');
  assert.ok(extension, 'It is not installed.');
  const expected = process.env['CHOREO_TEST_EXTENSIONS'] ?? 'CHOREO_TEST_EXTENSIONS is not set';
  assert.ok(extension.extensionPath.startsWith(expected), `${extension.extensionPath} is not in ${expected}`);
  await until('Activation', () => (extension.isActive ? true : undefined));
  await until('A finding of the packaged server', () =>
    vscode.languages.getDiagnostics(document.uri).some(found => codeOf(found) === 'unknown-name') ? true : undefined,
  );
});

test('the page of a rule is in the package, and opens as a page', async () => {
  const { document } = await open('mistake.choreo');
  const finding = await until('The finding', () => vscode.languages.getDiagnostics(document.uri)[0]);
  const page = typeof finding.code === 'object' ? finding.code.target : undefined;
  assert.ok(page, 'The finding links to no page.');
  assert.ok((await vscode.workspace.fs.readFile(page)).length > 0);
  await vscode.commands.executeCommand('vscode.open', page);
  await until('The preview of the page', () => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputCustom ? true : undefined;
  });
  const headings = await askOutside('webviewTexts', 'h1');
  assert.match(String(headings), /unknown-name/);
  await askOutside('screenshot', 'rule-page');
});

export function run(): Promise<void> {
  return runTests();
}
