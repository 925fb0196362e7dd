/** Notifies several listeners that models may have changed. The client accepts only one listener. */
import { diagramsChanged } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';
import { listen } from './requests.ts';

export interface ModelChanges extends vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
}

export function followModels(client: BaseLanguageClient): ModelChanges {
  const changed = new vscode.EventEmitter<void>();
  const registered = vscode.Disposable.from(
    changed,
    listen(client, diagramsChanged, () => changed.fire()),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) changed.fire();
    }),
  );
  return { onDidChange: changed.event, dispose: () => void registered.dispose() };
}
