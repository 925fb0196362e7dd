/** What a user of the editor does and sees, for the tests: opening, waiting for findings, replacing text. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The folder that VS Code was opened on. */
export function folder(): vscode.Uri {
  const first = vscode.workspace.workspaceFolders?.[0];
  assert.ok(first, 'VS Code was opened without a folder.');
  return first.uri;
}

export function fileIn(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(), path);
}

export async function open(path: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(fileIn(path));
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
}

/** Where a text begins for the first time, `within` characters further on. */
export function placeOf(document: vscode.TextDocument, text: string, within = 0): vscode.Position {
  const index = document.getText().indexOf(text);
  assert.notEqual(index, -1, `${JSON.stringify(text)} is not in ${document.uri.path}:\n${document.getText()}`);
  return document.positionAt(index + within);
}

/** Replaces a text where it stands for the first time. */
export async function replace(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const start = placeOf(editor.document, before);
  const range = new vscode.Range(start, placeOf(editor.document, before, before.length));
  assert.ok(await editor.edit(edit => edit.replace(range, after)));
}

/**
 * Asks again and again until the answer is there; says what was last seen if it never comes, which is what `timeout` is for:
 * a busy machine may take its time.
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  timeout = 1_200_000,
): Promise<T> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
      last = 'nothing';
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(
        `${what}: not within ${timeout} ms; last seen: ${last instanceof Error ? last.message : String(last)}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** The code of a finding as text. */
export function codeOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** The findings of a file as `code: underlined text`, in the order of the file. */
export function findings(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map(diagnostic => `${codeOf(diagnostic)}: ${document.getText(diagnostic.range)}`);
}

/** Waits until the findings of a file are exactly these. */
export async function expectFindings(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  await until(`Findings ${JSON.stringify(expected)} in ${document.uri.path}`, () => {
    assert.deepEqual(findings(document), expected);
    return true;
  });
}

/** Leaves no unsaved change. Panels stay, and follow: to open one takes seconds. */
export async function revertAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
}

/** Leaves no editor behind either, and no list of messages, which would take the next Escape for itself. */
export async function closeAll(): Promise<void> {
  await revertAll();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('notifications.hideList');
}
