/**
 * Decides which documents the language server reads: files on disk and unsaved files. Any other document is a copy, such as
 * the old side of a comparison, and would declare every name a second time.
 */
import * as vscode from 'vscode';

export const languageId = 'choreo';

const schemes: readonly string[] = ['file', 'untitled'];

export const choreoSelector = schemes.map(scheme => ({ language: languageId, scheme }));

/** Whether the server reads a document. */
export function isRead({ languageId: language, uri }: vscode.TextDocument): boolean {
  return language === languageId && schemes.includes(uri.scheme);
}

/** Explains that the server does not read a document because it is a copy. `purpose` is what the user wants to do with it. */
export function tellIfCopy(uri: vscode.Uri, purpose: string): boolean {
  if (schemes.includes(uri.scheme)) return false;
  const message = `${nameOf(uri)} is a copy of a file (${uri.scheme}), not a file on disk. Open the original file to ${purpose} it.`;
  void vscode.window.showInformationMessage(message);
  return true;
}

/** The name of a file without its folder. */
export function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
