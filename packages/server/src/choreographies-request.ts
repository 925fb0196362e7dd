/** Answers the editor's request for the choreographies of the workspace. */
import { choreographiesRequest } from './protocol.ts';
import type { ChoreographyEntry } from './protocol.ts';
import type { RequestHandlers } from './start-server.ts';
import { answer } from './requests.ts';

export const registerChoreographies: RequestHandlers = (connection, { shared }) => {
  answer(connection, choreographiesRequest, async (): Promise<readonly ChoreographyEntry[]> => {
    const { Choreographies, WorkspaceLock, WorkspaceManager } = shared.workspace;
    await WorkspaceManager.ready;
    await shared.lsp.Settings.load(Choreographies.all());
    return WorkspaceLock.read(() =>
      shared.validation.Checker.checkAll().map(({ group, choreography, diagnostics }) => ({
        key: group.key,
        name: group.name,
        root: group.root,
        files: group.documents.map(document => document.uri.toString()),
        services: choreography.participants.filter(({ kind }) => kind === 'service').length,
        errors: diagnostics.filter(({ severity }) => severity === 'error').length,
      })),
    );
  });
};
