/** The options of the language client, wherever the server runs. */
import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { choreoSelector } from './choreo-documents.ts';
import { refactoringCommands } from './refactoring.ts';

export const clientId = 'choreo';
export const clientName = 'Choreo Language Server';

export function clientOptions(context: vscode.ExtensionContext): LanguageClientOptions {
  const watchers = ['**/*.choreo', '**/choreo.config.json'].map(glob => vscode.workspace.createFileSystemWatcher(glob));
  context.subscriptions.push(...watchers);
  const pages = vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules').toString();
  return {
    documentSelector: choreoSelector,
    synchronize: { fileEvents: watchers },
    initializationOptions: { ruleDocs: `${pages}/{code}.md`, refactoring: refactoringCommands },
    outputChannelName: 'Choreo',
  };
}
