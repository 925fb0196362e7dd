/** Generating writes files that a later command may run, so it waits for the user's trust in the workspace. */
import * as vscode from 'vscode';

/** Says why where it is not so. Asked in code, since a command can be called from anywhere. */
export async function isTrustedToGenerate(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const message =
    'Services were not generated: this workspace is not trusted, and generating writes files. Trust it first, then run the command again.';
  const chosen = await vscode.window.showWarningMessage(message, manage);
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
