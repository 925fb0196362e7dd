/**
 * Which documents the language server reads: files on disk, and those that are not saved yet. Any other is a copy, such as
 * the old side of a comparison, and would declare every name a second time.
 */
import * as vscode from 'vscode';

export const languageId = 'choreo';

const schemes: readonly string[] = ['file', 'untitled'];

export const choreoSelector = schemes.map(scheme => ({ language: languageId, scheme }));

/** A document of the language that the server reads. */
export function isRead({ languageId: language, uri }: vscode.TextDocument): boolean {
  return language === languageId && schemes.includes(uri.scheme);
}

/** Says why the server knows nothing of a document that is a copy. `purpose` is what the user wants of it. */
export function tellIfCopy(uri: vscode.Uri, purpose: string): boolean {
  if (schemes.includes(uri.scheme)) return false;
  const message = `${nameOf(uri)} is not a file on disk here but a copy (${uri.scheme}). Open the file itself to ${purpose} it.`;
  void vscode.window.showInformationMessage(message);
  return true;
}

/** Of the file, without its folder and what else a URI has. */
export function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
