/** Notifies the server when a configuration is saved: without a file watcher, only the editor knows. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, FileEvent } from 'vscode-languageclient';
import { DidChangeWatchedFilesNotification, FileChangeType, State } from 'vscode-languageclient';

export function followConfigurationSaves(client: BaseLanguageClient): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    if (!uri.path.endsWith('/choreo.config.json') || client.state !== State.Running) return;
    const changes: FileEvent[] = [{ uri: client.code2ProtocolConverter.asUri(uri), type: FileChangeType.Changed }];
    void client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  });
}
