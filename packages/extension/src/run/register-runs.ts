/** "Show Run": the command behind lenses, tests, quick fixes and the palette, and the panel that it opens. */
import { showRunCommand } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { commands } from '../commands.ts';
import { iconOf } from '../panel/panel-icon.ts';
import { openPanel } from '../panel/open-panel.ts';
import type { Preview } from '../preview/register-preview.ts';
import type { Verifications } from '../verification/verifications.ts';
import { chooseFinding } from './choose-finding.ts';
import { isRunSubject, isSavedRun } from './protocol.ts';
import type { RunSubject } from './protocol.ts';
import { RunPanel } from './run-panel.ts';
import type { RunServices } from './run-panel.ts';

/** The manifest activates the extension for panels of this type. */
export const runPanelType = 'choreo.run';

/** True while a run is open: the stepping commands then work in any editor. */
const openContext = 'choreo.runIsOpen';

export interface RunServicesAndMore extends RunServices {
  readonly preview: Preview;
  readonly verifications: Verifications;
  /** Finds the finding of a failed test from the arguments of a command in a test menu. */
  readonly findingOfTest: (argument: unknown) => RunSubject | undefined;
}

export function registerRuns(services: RunServicesAndMore): vscode.Disposable {
  const { verifications } = services;
  let open: { readonly panel: vscode.WebviewPanel; readonly run: RunPanel } | undefined;

  function adopt(panel: vscode.WebviewPanel, subject: RunSubject): void {
    panel.iconPath = iconOf(services.extensionUri);
    const mine = { panel, run: new RunPanel(panel, services, subject) };
    open = mine;
    void vscode.commands.executeCommand('setContext', openContext, true);
    panel.onDidDispose(() => {
      if (open !== mine) return;
      open = undefined;
      void vscode.commands.executeCommand('setContext', openContext, false);
    });
  }

  async function show(argument?: unknown): Promise<void> {
    const subject = isRunSubject(argument)
      ? onlySubject(argument)
      : (services.findingOfTest(argument) ??
        (await chooseFinding(
          await verifications.refreshed(),
          vscode.window.activeTextEditor?.document.uri.toString(),
        )));
    if (!subject) return;
    if (open) {
      open.run.show(subject);
      open.panel.reveal(undefined, false);
      return;
    }
    adopt(await openPanel(runPanelType, 'Run', services.preview), subject);
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand(showRunCommand, show),
    // The same command in the menus of tests, under a shorter title.
    vscode.commands.registerCommand(commands.showRunOfTest, show),
    vscode.commands.registerCommand(commands.nextStep, () => open?.run.step(1)),
    vscode.commands.registerCommand(commands.previousStep, () => open?.run.step(-1)),
    vscode.window.registerWebviewPanelSerializer(runPanelType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        if (open || !isSavedRun(state)) panel.dispose();
        else adopt(panel, state.subject);
      },
    }),
    verifications.onDidChange(() => open?.run.refresh()),
  );
}

/** Without what else the argument of a command holds. */
function onlySubject(subject: RunSubject): RunSubject {
  const { choreography } = subject;
  return 'end' in subject ? { choreography, end: subject.end } : { choreography, verdict: subject.verdict };
}
