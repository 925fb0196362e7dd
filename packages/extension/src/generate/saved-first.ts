/** Services are generated beside their choreography, so it must stand somewhere: asks to save it where it does not yet. */
import type { ChoreographyEntry } from '@choreo/server/protocol';
import * as vscode from 'vscode';

export function isOnDisk({ root }: ChoreographyEntry): boolean {
  return vscode.Uri.parse(root).scheme === 'file';
}

/** Resolves to the files as which its files were saved; `undefined`: the user does not want to. */
export async function askToSave({ name, files }: ChoreographyEntry): Promise<readonly vscode.Uri[] | undefined> {
  const save = 'Save';
  const message = `${name} is not saved yet, so there is no folder beside it to generate services into. Save it first.`;
  if ((await vscode.window.showInformationMessage(message, save)) !== save) return undefined;
  const saved: vscode.Uri[] = [];
  for (const file of files) {
    const uri = await vscode.workspace.save(vscode.Uri.parse(file));
    if (!uri || uri.scheme !== 'file') return undefined;
    saved.push(uri);
  }
  return saved;
}
