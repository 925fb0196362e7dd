/** Shows the progress of verification of the active choreography beside the name of the language. */
import { stopVerificationRequest } from '@choreo/server/protocol';
import type { VerificationProgress, VerificationState } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { choreoSelector } from '../choreo-documents.ts';
import { commands } from '../commands.ts';
import { verdictsToShow } from './verifications.ts';
import type { Verifications } from './verifications.ts';
import { ask } from '../requests.ts';

export function followVerification(client: BaseLanguageClient, verifications: Verifications): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('choreo.verification', choreoSelector);
  item.name = 'Choreo Verification';

  function inSight(): VerificationState | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    return uri === undefined ? undefined : verifications.ofFile(uri);
  }

  function show(progress?: VerificationProgress): void {
    const state = inSight();
    if (!state) {
      item.text = 'Not verified';
      item.busy = false;
      item.command = undefined;
      return;
    }
    item.busy = state.phase === 'running';
    item.text = describe(state, progress ?? state.progress);
    item.detail = state.notice ?? '';
    item.command =
      state.phase === 'running'
        ? { command: commands.stopVerification, title: 'Stop' }
        : verdictsToShow(state).length > 0
          ? { command: commands.showRun, title: 'Show a Run' }
          : undefined;
  }

  show();
  return vscode.Disposable.from(
    item,
    verifications.onDidChange(() => show()),
    verifications.onDidProgress(({ choreographies, progress }) => {
      const key = inSight()?.choreography;
      if (key !== undefined && choreographies.includes(key)) show(progress);
    }),
    vscode.window.onDidChangeActiveTextEditor(() => show()),
    vscode.commands.registerCommand(commands.stopVerification, async () => {
      const running = inSight() ?? verifications.all.find(({ phase }) => phase === 'running');
      if (running) await ask(client, stopVerificationRequest, { choreography: running.choreography });
    }),
  );
}

function describe(state: VerificationState, progress: VerificationProgress | undefined): string {
  switch (state.phase) {
    case 'running':
      return progress ? `Verifying: ${progress.states.toLocaleString('en')} states` : 'Verifying';
    case 'waiting':
      return 'Waiting for verification';
    case 'off':
      return 'Not verified';
    case 'errors':
      return 'Not verified: it has errors';
    case 'done': {
      const found = verdictsToShow(state).length;
      return found === 0 ? 'Verified' : found === 1 ? 'Verified: 1 finding' : `Verified: ${found} findings`;
    }
    default:
      return state.phase satisfies never;
  }
}
