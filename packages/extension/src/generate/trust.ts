/** Generation writes files that a later command may run, so it requires a trusted workspace. */
import * as vscode from 'vscode';

/** Shows a message if the workspace is not trusted. Checked in code, since a command can be called from anywhere. */
export async function isTrustedToGenerate(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const message =
    'Services were not generated, because generation writes files and this workspace is not trusted. Trust it, then run the command again.';
  const chosen = await vscode.window.showWarningMessage(message, manage);
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
