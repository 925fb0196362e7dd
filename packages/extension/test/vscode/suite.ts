/** What VS Code calls to run the suite. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runTests, test } from './runner.ts';

test('the extension is there', async () => {
  const extension = vscode.extensions.getExtension('choreo-lang.choreo-lang');
  assert.ok(extension);
});

export function run(): Promise<void> {
  return runTests();
}
