/** Services are generated beside their choreography, so an unsaved choreography must be saved first. */
import type { ChoreographyEntry } from '@choreo/server/protocol';
import * as vscode from 'vscode';

export function isOnDisk({ root }: ChoreographyEntry): boolean {
  return vscode.Uri.parse(root).scheme === 'file';
}

/** Resolves to the saved files, or to `undefined` if the user cancels. */
export async function askToSave({ name, files }: ChoreographyEntry): Promise<readonly vscode.Uri[] | undefined> {
  const save = 'Save';
  const message = `${name} is not saved yet, so there is no folder for its services. Save it first.`;
  if ((await vscode.window.showInformationMessage(message, save)) !== save) return undefined;
  const saved: vscode.Uri[] = [];
  for (const file of files) {
    const uri = await vscode.workspace.save(vscode.Uri.parse(file));
    if (!uri || uri.scheme !== 'file') return undefined;
    saved.push(uri);
  }
  return saved;
}
