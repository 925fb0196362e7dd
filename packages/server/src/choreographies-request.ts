/** Tells the editor which choreographies the workspace has. */
import { choreographiesRequest } from './protocol.ts';
import type { ChoreographyEntry } from './protocol.ts';
import type { RequestHandlers } from './start-server.ts';

export const registerChoreographies: RequestHandlers = (connection, { shared }) => {
  connection.onRequest(choreographiesRequest, async (): Promise<readonly ChoreographyEntry[]> => {
    await shared.workspace.WorkspaceManager.ready;
    return shared.validation.Checker.checkAll().map(({ group, choreography, diagnostics }) => ({
      key: group.key,
      name: group.name,
      root: group.root,
      files: group.documents.map(document => document.uri.toString()),
      services: choreography.participants.filter(({ kind }) => kind === 'service').length,
      errors: diagnostics.filter(({ severity }) => severity === 'error').length,
    }));
  });
};
