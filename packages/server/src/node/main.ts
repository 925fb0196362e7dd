/** The language server as a process of its own: what the editor starts under Node. */
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { registerChoreographies } from '../choreographies-request.ts';
import { registerDiagrams } from '../diagram-request.ts';
import { startServer } from '../start-server.ts';
import { registerGeneration } from './generation-requests.ts';

startServer(
  createConnection(ProposedFeatures.all),
  NodeFileSystem,
  registerChoreographies,
  registerDiagrams,
  registerGeneration,
);
