/** Shows the state of the server beside the name of the language. */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { choreoSelector } from './choreo-documents.ts';
import { commands } from './commands.ts';

export function followServer(client: BaseLanguageClient): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('choreo.server', choreoSelector);
  item.name = 'Choreo Language Server';
  const show = (state: State): void => {
    item.busy = state === State.Starting;
    item.severity =
      state === State.Stopped ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.text = describe(state);
    item.command =
      state === State.Stopped
        ? { command: commands.restartServer, title: 'Restart' }
        : { command: commands.showOutput, title: 'Show Output' };
  };
  show(client.state);
  return vscode.Disposable.from(
    item,
    client.onDidChangeState(({ newState }) => show(newState)),
  );
}

function describe(state: State): string {
  switch (state) {
    case State.Running:
      return 'Choreo: checking as you type';
    case State.Starting:
      return 'Choreo: starting';
    default:
      return 'Choreo: the language server is not running';
  }
}
