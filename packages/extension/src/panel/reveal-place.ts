/** Shows a place in the source, in the column where its file is open, without covering the panel. */
import type { DiagramPlace } from '@choreo/server/protocol';
import * as vscode from 'vscode';

export async function revealPlace(place: DiagramPlace, panelColumn: vscode.ViewColumn | undefined): Promise<void> {
  const { start, end } = place.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const uri = vscode.Uri.parse(place.uri, true);
  try {
    await vscode.window.showTextDocument(uri, { selection, viewColumn: columnFor(uri, panelColumn) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`${vscode.workspace.asRelativePath(uri)} could not be opened: ${reason}`);
  }
}

/** The column where the file is open, or else one beside the panel. */
export function columnFor(uri: vscode.Uri, panelColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all;
  const isOf = (tab: vscode.Tab) =>
    tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString();
  const showing =
    groups.find(group => group.activeTab && isOf(group.activeTab)) ?? groups.find(group => group.tabs.some(isOf));
  const beside = groups.find(group => group.viewColumn !== panelColumn);
  return (showing ?? beside)?.viewColumn ?? vscode.ViewColumn.Beside;
}
