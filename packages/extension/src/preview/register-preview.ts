/** Opens the preview, lets it follow the active editor, and restores it after a reload of the window. */
import * as vscode from 'vscode';
import { isRead, tellIfCopy } from '../choreo-documents.ts';
import { commands } from '../commands.ts';
import type { ModelChanges } from '../model-changes.ts';
import { iconOf } from '../panel/panel-icon.ts';
import { PreviewPanel, type PreviewServices } from './preview-panel.ts';
import { isSavedState } from './protocol.ts';
import type { SavedState } from './protocol.ts';
import type { DiagramFocus } from '@choreo/server/protocol';

/** The manifest activates the extension for panels of this type. */
export const previewType = 'choreo.preview';

/** The functions of an open preview for other parts of the extension. */
export interface Preview extends vscode.Disposable {
  readonly panel: vscode.WebviewPanel | undefined;
  /** Opens it, or brings it to the front, with only a part of the choreography of this file and its neighbours. */
  focus(uri: string, focus: DiagramFocus): void;
  /** Highlights the elements of a step in the picture of a choreography; `undefined` removes the highlights. */
  light(light: { readonly choreography: string; readonly targets: readonly string[] } | undefined): void;
}

export function registerPreview(services: PreviewServices, models: ModelChanges): Preview {
  let open: { readonly panel: vscode.WebviewPanel; readonly preview: PreviewPanel } | undefined;

  let lit: Parameters<Preview['light']>[0];

  function adopt(panel: vscode.WebviewPanel, start: SavedState): void {
    panel.iconPath = iconOf(services.extensionUri);
    const mine = { panel, preview: new PreviewPanel(panel, services, start) };
    open = mine;
    if (lit) mine.preview.light(lit);
    panel.onDidDispose(() => {
      if (open === mine) open = undefined;
    });
  }

  function show(uri?: unknown): void {
    const target = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
    if (!target) {
      void vscode.window.showInformationMessage(
        'Open a .choreo file first. The preview draws the choreography of the active file.',
      );
      return;
    }
    if (tellIfCopy(target, 'preview')) return;
    if (open) {
      open.preview.follow(target);
      open.panel.reveal(undefined, true);
      return;
    }
    create({ subject: { uri: target.toString() } });
  }

  function create(start: SavedState): void {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    adopt(vscode.window.createWebviewPanel(previewType, 'Preview', place, { enableFindWidget: true }), start);
  }

  const registered = vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openPreview, show),
    vscode.window.registerWebviewPanelSerializer(previewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const active = vscode.window.activeTextEditor?.document;
        const uri = active && isRead(active) ? active.uri.toString() : '';
        // If two windows were merged, two previews may be restored. Keep one.
        if (open || (!isSavedState(state) && uri === '')) panel.dispose();
        else adopt(panel, isSavedState(state) ? state : { subject: { uri } });
      },
    }),
    vscode.window.onDidChangeActiveTextEditor(editor => {
      if (editor && isRead(editor.document)) open?.preview.follow(editor.document.uri);
    }),
    models.onDidChange(() => open?.preview.refresh()),
  );
  return {
    get panel() {
      return open?.panel;
    },
    focus(uri, focus) {
      const subject = { uri, focus };
      if (!open) return create({ subject });
      open.preview.show(subject);
      open.panel.reveal(undefined, true);
    },
    light(next) {
      lit = next;
      open?.preview.light(next);
    },
    dispose: () => void registered.dispose(),
  };
}
