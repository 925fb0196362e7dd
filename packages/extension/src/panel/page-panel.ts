/** A webview panel with a page: sets up its script and policy, passes messages both ways, and does what all panels need. */
import type { DiagramPlace } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { createNonce } from './nonce.ts';
import type { PageOptions } from './page-html.ts';
import { revealPlace } from './reveal-place.ts';

/** `From`: the messages from the page. */
export interface Page<From> {
  readonly extensionUri: vscode.Uri;
  html(options: PageOptions): string;
  /** Checks a message from the webview. */
  isMessage(value: unknown): value is From;
  hear(message: From): void;
  onDispose(): void;
  /** The panel became visible or hidden. */
  onVisible?(isVisible: boolean): void;
}

/** `To`: the messages to the page. */
export class PagePanel<To, From> {
  readonly #panel: vscode.WebviewPanel;

  constructor(panel: vscode.WebviewPanel, page: Page<From>) {
    this.#panel = panel;
    const scripts = vscode.Uri.joinPath(page.extensionUri, 'dist', 'webview');
    panel.webview.options = { enableScripts: true, localResourceRoots: [scripts] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (page.isMessage(message)) page.hear(message);
    });
    panel.onDidDispose(() => page.onDispose());
    panel.onDidChangeViewState(() => page.onVisible?.(panel.visible));
    const script = panel.webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'main.js')).toString();
    panel.webview.html = page.html({ script, nonce: createNonce() });
  }

  get isVisible(): boolean {
    return this.#panel.visible;
  }

  get viewColumn(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  set title(title: string) {
    this.#panel.title = title;
  }

  send(message: To): void {
    void this.#panel.webview.postMessage(message);
  }

  /** Goes to a place in the source, without covering the panel. */
  async reveal(place: DiagramPlace): Promise<void> {
    await revealPlace(place, this.#panel.viewColumn);
  }
}

export async function copyMermaid(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('Mermaid text copied', 3000);
}
