/** Opens a panel beside the source, or below the preview if it is visible, since the panel highlights elements there. */
import * as vscode from 'vscode';
import type { Preview } from '../preview/register-preview.ts';

export async function openPanel(type: string, title: string, preview: Preview): Promise<vscode.WebviewPanel> {
  const beside = preview.panel?.visible ? preview.panel.viewColumn : undefined;
  const viewColumn = beside ?? vscode.ViewColumn.Beside;
  const panel = vscode.window.createWebviewPanel(type, title, { viewColumn }, { enableFindWidget: true });
  if (beside !== undefined) {
    // This command moves the active editor, which is the new panel.
    await vscode.commands.executeCommand('workbench.action.moveEditorToBelowGroup');
  }
  return panel;
}
