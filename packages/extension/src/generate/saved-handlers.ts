/** A rename may change handlers of generated services, which the server reads from the disk: so they are saved first. */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { isRead } from '../choreo-documents.ts';

type ProvideRenameEdits = NonNullable<Middleware['provideRenameEdits']>;

/** Asks the server again if a file that it wants to change was not saved. */
export const renameWithSavedHandlers: ProvideRenameEdits = async (document, position, newName, token, next) => {
  const edit = await next(document, position, newName, token);
  const changed = new Set(edit?.entries().map(([uri]) => uri.toString()));
  const unsaved = vscode.workspace.textDocuments.filter(
    other => other.isDirty && !isRead(other) && changed.has(other.uri.toString()),
  );
  if (unsaved.length === 0) return edit;
  await Promise.all(unsaved.map(other => other.save()));
  return next(document, position, newName, token);
};
