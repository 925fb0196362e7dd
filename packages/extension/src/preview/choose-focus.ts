/** Asks for the service or message that the preview should focus on. */
import { diagramNamesRequest } from '@choreo/server/protocol';
import type { DiagramFocus, DiagramNamesParams } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { ask } from '../requests.ts';

/** Resolves to `undefined` if the user cancels. */
export async function chooseFocus(client: BaseLanguageClient, uri: string): Promise<DiagramFocus | undefined> {
  const params: DiagramNamesParams = { uri };
  const names = ask(client, diagramNamesRequest, params).then(
    found => [...found],
    () => [],
  );
  const chosen = await vscode.window.showQuickPick(names, {
    title: 'Focus the Preview',
    placeHolder: 'A service, an actor or a message',
    matchOnDescription: true,
  });
  return chosen?.focus;
}
