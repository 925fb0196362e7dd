/** What refactorings need of the editor besides edits. The server learns the names of these commands at the start. */
import { CodeActionResolveRequest } from 'vscode-languageclient';
import type { BaseLanguageClient, CodeAction, Position } from 'vscode-languageclient';
import * as vscode from 'vscode';

/** Not in the manifest, since only actions of the server call them. */
export const refactoringCommands = { renameAt: 'choreo.renameAt', choose: 'choreo.chooseRefactoring' } as const;

export function registerRefactoring(client: BaseLanguageClient): readonly vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(refactoringCommands.renameAt, renameAt),
    vscode.commands.registerCommand(refactoringCommands.choose, (title: string, actions: readonly CodeAction[]) =>
      choose(title, actions, client),
    ),
  ];
}

/** Lets the author replace a name that a refactoring has introduced. */
async function renameAt(uri: string, { line, character }: Position): Promise<void> {
  const place = new vscode.Position(line, character);
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('editor.action.rename');
}

async function choose(title: string, actions: readonly CodeAction[], client: BaseLanguageClient): Promise<void> {
  const items = actions.map(action => ({ label: action.title.replaceAll('`', ''), action }));
  const chosen = await vscode.window.showQuickPick(items, { title: title.replaceAll('`', '') });
  if (!chosen) return;
  try {
    const { edit } = await client.sendRequest(CodeActionResolveRequest.type, chosen.action);
    const changes = edit && (await client.protocol2CodeConverter.asWorkspaceEdit(edit));
    if (changes) await vscode.workspace.applyEdit(changes, { isRefactoring: true });
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}
