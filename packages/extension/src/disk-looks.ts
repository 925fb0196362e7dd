/**
 * Asks the server to look at the disk when something outside of the editor may have changed files, such as another branch that
 * was checked out. Watchers usually report that, but not where they are switched off, or on some network drives.
 */
import { lookAtDiskRequest } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';
import { ask } from './requests.ts';

export function lookAtDisk(client: BaseLanguageClient): vscode.Disposable {
  const look = (): void => {
    if (client.state !== State.Running) return;
    // A server that is being stopped does not answer.
    ask(client, lookAtDiskRequest, undefined).catch((error: unknown) => client.debug(String(error)));
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) look();
    }),
    vscode.window.onDidEndTerminalShellExecution(look),
  );
}
