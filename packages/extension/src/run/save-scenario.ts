/** "Save as Scenario": inserts a run as a scenario into the source, and goes there. */
import { asScenarioRequest } from '@choreo/server/protocol';
import type { AsScenarioParams } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { rangeOf } from '../panel/places.ts';
import { revealPlace } from '../panel/reveal-place.ts';
import { ask } from '../requests.ts';

/** `column`: the column of the requesting panel. */
export async function saveAsScenario(
  client: BaseLanguageClient,
  of: AsScenarioParams['of'],
  column: vscode.ViewColumn | undefined,
): Promise<void> {
  const params: AsScenarioParams = { of };
  try {
    const answer = await ask(client, asScenarioRequest, params);
    if (answer.kind === 'refused') {
      void vscode.window.showWarningMessage(`No scenario was saved. ${answer.message}`);
      return;
    }
    const { name, edit, place, notice } = answer;
    const changes = new vscode.WorkspaceEdit();
    changes.replace(vscode.Uri.parse(edit.uri, true), rangeOf(edit.range), edit.newText);
    if (!(await vscode.workspace.applyEdit(changes))) {
      void vscode.window.showWarningMessage(
        `The scenario "${name}" was not saved: its file could not be changed. Try again.`,
      );
      return;
    }
    await revealPlace(place, column);
    if (notice !== undefined) void vscode.window.showInformationMessage(`Scenario "${name}": ${notice}`);
    else vscode.window.setStatusBarMessage(`Scenario "${name}" added`, 4000);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The run could not be saved as a scenario: ${why}`);
  }
}
