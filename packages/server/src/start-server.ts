/** Starts the language server on a connection. Shared by the entry points for Node and for a browser worker. */
import { createChoreoLanguageServices } from '@choreo/language/lsp';
import type { ChoreoLspServices, ChoreoLspSharedServices } from '@choreo/language/lsp';
import { startLanguageServer } from 'langium/lsp';
import type { DefaultSharedModuleContext, LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { guardedConnection } from './guarded-connection.ts';

export interface ServerServices {
  readonly shared: ChoreoLspSharedServices;
  readonly choreo: ChoreoLspServices;
}

/** Registers handlers for Choreo's own requests; called before the connection listens. */
export type RequestHandlers = (connection: Connection, services: ServerServices) => void;

export function startServer(
  connection: Connection,
  fileSystem: Pick<DefaultSharedModuleContext, 'fileSystemProvider'>,
  ...handlers: readonly RequestHandlers[]
): ServerServices {
  const guarded = guardedConnection(connection, () => services.shared.Faults);
  const services: ServerServices = createChoreoLanguageServices({ connection: guarded, ...fileSystem });
  services.shared.Faults.log = text => connection.console.error(text);
  // Langium registers everything but this.
  guarded.onCodeActionResolve(action =>
    services.shared.workspace.WorkspaceLock.read(() => services.choreo.lsp.CodeActionProvider.resolve(action)),
  );
  for (const register of handlers) register(guarded, services);
  startLanguageServer(services.shared as LangiumSharedServices);
  return services;
}
