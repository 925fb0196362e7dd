/** The icon on the tabs of Choreo's panels. */
import * as vscode from 'vscode';

export function iconOf(extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const icon = (shade: string) =>
    vscode.Uri.joinPath(extensionUri, 'packages', 'extension', 'icons', `file-${shade}.svg`);
  return { light: icon('light'), dark: icon('dark') };
}
