/** Offers "Show Run" as a quick fix for findings of verification. */
import { showRunCommand } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { choreoSelector } from '../choreo-documents.ts';
import { rangeOf } from '../panel/places.ts';
import { verdictsToShow } from '../verification/verifications.ts';
import type { Verifications } from '../verification/verifications.ts';
import type { RunSubject } from './protocol.ts';

export function registerRunActions(verifications: Verifications): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, { diagnostics }) {
      const uri = document.uri.toString();
      const state = verifications.ofFile(uri);
      if (!state) return [];
      return verdictsToShow(state).flatMap(({ key, code, place }) => {
        const at = rangeOf(place.range);
        if (place.uri !== uri || !at.intersection(range)) return [];
        const own = diagnostics.filter(found => codeOf(found) === code && found.range.intersection(at));
        if (own.length === 0) return [];
        const action = new vscode.CodeAction(`Show the run (${code})`, vscode.CodeActionKind.QuickFix);
        const subject: RunSubject = { choreography: state.choreography, verdict: key };
        action.diagnostics = own;
        action.command = { command: showRunCommand, title: 'Show Run', arguments: [subject] };
        return [action];
      });
    },
  };
  return vscode.languages.registerCodeActionsProvider(choreoSelector, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
