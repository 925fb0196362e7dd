/** Opens a panel of ours beside the source, and below the preview where that is to be seen, which it lights. */
import * as vscode from 'vscode';
import type { Preview } from '../preview/register-preview.ts';

export async function openPanel(type: string, title: string, preview: Preview): Promise<vscode.WebviewPanel> {
  const beside = preview.panel?.visible ? preview.panel.viewColumn : undefined;
  const viewColumn = beside ?? vscode.ViewColumn.Beside;
  const panel = vscode.window.createWebviewPanel(type, title, { viewColumn }, { enableFindWidget: true });
  if (beside !== undefined) {
    // Moves the active editor, which is the new panel.
    await vscode.commands.executeCommand('workbench.action.moveEditorToBelowGroup');
  }
  return panel;
}
