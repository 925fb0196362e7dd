/** "Choreo: Simulate": opens the simulator for a choreography, and updates it when the model changes. */
import { choreographiesRequest } from '@choreo/server/protocol';
import type { SimulationPosition } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { languageId, tellIfCopy } from '../choreo-documents.ts';
import { commands } from '../commands.ts';
import type { ModelChanges } from '../model-changes.ts';
import { openPanel } from '../panel/open-panel.ts';
import { iconOf } from '../panel/panel-icon.ts';
import type { Preview } from '../preview/register-preview.ts';
import { isSavedSimulation } from './protocol.ts';
import { SimulatorPanel } from './simulator-panel.ts';
import type { SimulatorServices } from './simulator-panel.ts';
import { ask } from '../requests.ts';

/** The manifest activates the extension for panels of this type. */
export const simulatorType = 'choreo.simulator';

export interface Simulator extends vscode.Disposable {
  open(position: SimulationPosition): Promise<void>;
}

export interface SimulatorSurroundings extends SimulatorServices {
  readonly preview: Preview;
  readonly models: ModelChanges;
}

export function registerSimulator(services: SimulatorSurroundings): Simulator {
  const { client } = services;
  let current: { readonly panel: vscode.WebviewPanel; readonly simulator: SimulatorPanel } | undefined;

  function adopt(panel: vscode.WebviewPanel, position: SimulationPosition): void {
    panel.iconPath = iconOf(services.extensionUri);
    const mine = { panel, simulator: new SimulatorPanel(panel, services, position) };
    current = mine;
    panel.onDidDispose(() => {
      if (current === mine) current = undefined;
    });
  }

  async function open(position: SimulationPosition): Promise<void> {
    if (current) {
      current.simulator.show(position);
      current.panel.reveal(undefined, false);
      return;
    }
    adopt(await openPanel(simulatorType, 'Simulator', services.preview), position);
  }

  async function simulate(uri?: unknown): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    const here = active?.languageId === languageId ? active.uri : undefined;
    const target = uri instanceof vscode.Uri ? uri : here;
    if (target && tellIfCopy(target, 'simulate')) return;
    const choreography = target?.toString() ?? (await chooseChoreography());
    if (choreography !== undefined) await open({ choreography, options: {}, moves: [] });
  }

  /** Asks for the choreography if no file determines it. */
  async function chooseChoreography(): Promise<string | undefined> {
    const entries = await ask(client, choreographiesRequest, undefined);
    if (entries.length === 0) {
      void vscode.window.showInformationMessage('There is nothing to simulate: this workspace has no .choreo files.');
      return undefined;
    }
    if (entries.length === 1) return entries[0]?.key;
    const choices = entries.map(({ key, name, files }) => ({
      label: name,
      detail: files.map(file => vscode.workspace.asRelativePath(vscode.Uri.parse(file))).join(', '),
      key,
    }));
    const chosen = await vscode.window.showQuickPick(choices, {
      title: 'Simulate which choreography?',
      placeHolder: 'Choreography',
      matchOnDetail: true,
    });
    return chosen?.key;
  }

  const registered = vscode.Disposable.from(
    vscode.commands.registerCommand(commands.simulate, simulate),
    vscode.window.registerWebviewPanelSerializer(simulatorType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        if (current || !isSavedSimulation(state)) panel.dispose();
        else adopt(panel, state.position);
      },
    }),
    services.models.onDidChange(() => current?.simulator.refresh()),
  );
  return { open, dispose: () => void registered.dispose() };
}
