/** Lets the author replace a name that a refactoring has introduced. The server asks for it by the name that it is told at the start. */
import type { Position } from 'vscode-languageclient';
import * as vscode from 'vscode';

/** Not in the manifest, since only the server calls it. */
export const renameAtCommand = 'choreo.renameAt';

export function registerRenameAt(): vscode.Disposable {
  return vscode.commands.registerCommand(renameAtCommand, async (uri: string, { line, character }: Position) => {
    const place = new vscode.Position(line, character);
    const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    await vscode.commands.executeCommand('editor.action.rename');
  });
}
