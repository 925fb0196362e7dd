/** The options of the language client, wherever the server runs. */
import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { renameWithSavedHandlers } from './generate/saved-handlers.ts';
import { choreoSelector } from './choreo-documents.ts';
import { refactoringCommands } from './refactoring.ts';

export const clientId = 'choreo';
export const clientName = 'Choreo Language Server';

export function clientOptions(context: vscode.ExtensionContext): LanguageClientOptions {
  const watchers = ['**/*.choreo', '**/choreo.config.json'].map(glob => vscode.workspace.createFileSystemWatcher(glob));
  context.subscriptions.push(...watchers);
  const pages = vscode.Uri.joinPath(context.extensionUri, 'docs').toString();
  return {
    documentSelector: choreoSelector,
    synchronize: { fileEvents: watchers },
    // The server may offer to generate services (`generationWanted`).
    initializationOptions: {
      ruleDocs: `${pages}/rules/{code}.md`,
      docs: `${pages}/{page}`,
      generates: true,
      refactoring: refactoringCommands,
    },
    middleware: { provideRenameEdits: renameWithSavedHandlers },
    outputChannelName: 'Choreo',
  };
}
