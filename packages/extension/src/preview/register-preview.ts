/** Opens the preview, lets it follow the active editor, and brings it back after the window was loaded anew. */
import { diagramsChanged } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';
import { languageId } from '../client-options.ts';
import { commands } from '../commands.ts';
import { PreviewPanel } from './preview-panel.ts';
import { isSavedState } from './protocol.ts';
import type { SavedState } from './protocol.ts';

/** The manifest activates the extension for panels of this type. */
export const previewType = 'choreo.preview';

export function registerPreview(context: vscode.ExtensionContext, client: BaseLanguageClient): vscode.Disposable {
  const services = { client, extensionUri: context.extensionUri };
  let open: { readonly panel: vscode.WebviewPanel; readonly preview: PreviewPanel } | undefined;

  function adopt(panel: vscode.WebviewPanel, start: SavedState): void {
    const icon = (shade: string) =>
      vscode.Uri.joinPath(context.extensionUri, 'packages', 'extension', 'icons', `file-${shade}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const mine = { panel, preview: new PreviewPanel(panel, services, start) };
    open = mine;
    panel.onDidDispose(() => {
      if (open === mine) open = undefined;
    });
  }

  function show(uri?: unknown): void {
    const target = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
    if (!target) {
      void vscode.window.showInformationMessage(
        'Open a .choreo file first: the preview draws the choreography that it belongs to.',
      );
      return;
    }
    if (open) {
      open.preview.follow(target);
      open.panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(previewType, 'Preview', place, { enableFindWidget: true });
    adopt(panel, { subject: { uri: target.toString() } });
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openPreview, show),
    vscode.window.registerWebviewPanelSerializer(previewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const active = vscode.window.activeTextEditor?.document;
        const uri = active?.languageId === languageId ? active.uri.toString() : '';
        // Two previews can come back where two windows were joined; one is enough.
        if (open || (!isSavedState(state) && uri === '')) panel.dispose();
        else adopt(panel, isSavedState(state) ? state : { subject: { uri } });
      },
    }),
    vscode.window.onDidChangeActiveTextEditor(editor => {
      if (editor?.document.languageId === languageId) open?.preview.follow(editor.document.uri);
    }),
    client.onNotification(diagramsChanged, () => open?.preview.refresh()),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) open?.preview.refresh();
    }),
  );
}
