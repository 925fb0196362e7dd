/** The entry point of the extension under Node: on the desktop, and if VS Code runs on a server. */
import { serverNodeArguments } from '@choreo/server/protocol';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ServerOptions } from 'vscode-languageclient/node';
import { clientId, clientName, clientOptions } from '../client-options.ts';
import { startExtension } from '../start-extension.ts';
import type { RunningExtension } from '../start-extension.ts';

let running: RunningExtension | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server/main.cjs');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { execArgv: [...serverNodeArguments] } },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const client = new LanguageClient(clientId, clientName, server, clientOptions(context));
  running = await startExtension(context, client);
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
