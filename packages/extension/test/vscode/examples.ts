/** The shipped examples, opened in the editor: sound, as they promise. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, expectFindings, open, until } from './editor.ts';
import { test } from './runner.ts';

test('the examples have no errors and no warnings', async () => {
  const files = await vscode.workspace.findFiles('examples/**/*.choreo');
  assert.ok(files.length > 2, `${files.length} files`);
  const { document } = await open('mistake.choreo');
  await expectFindings(document, ['unknown-name: Askd']);
  // While a busy machine still reads them, files can lack what others say.
  await until('The examples have no errors and no warnings', () => {
    const serious = files.flatMap(file =>
      vscode.languages
        .getDiagnostics(file)
        .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
        .map(found => `${file.path}: ${codeOf(found)}: ${found.message}`),
    );
    assert.deepEqual(serious, []);
    return true;
  });
  await closeAll();
});
