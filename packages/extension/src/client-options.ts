/** The options of the language client, wherever the server runs. */
import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { choreoSelector } from './choreo-documents.ts';

export const clientId = 'choreo';
export const clientName = 'Choreo Language Server';

export function clientOptions(context: vscode.ExtensionContext): LanguageClientOptions {
  const watchers = ['**/*.choreo', '**/choreo.config.json'].map(glob => vscode.workspace.createFileSystemWatcher(glob));
  context.subscriptions.push(...watchers);
  const pages = vscode.Uri.joinPath(context.extensionUri, 'docs').toString();
  return {
    documentSelector: choreoSelector,
    synchronize: { fileEvents: watchers },
    initializationOptions: { ruleDocs: `${pages}/rules/{code}.md`, docs: `${pages}/{page}` },
    outputChannelName: 'Choreo',
  };
}
