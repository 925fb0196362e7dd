/** The language server as a process of its own: what the editor starts under Node. */
import { pathToFileURL } from 'node:url';
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { registerChoreographies } from '../choreographies-request.ts';
import { registerDiagrams } from '../diagram-request.ts';
import { startServer } from '../start-server.ts';
import { verifyWith } from '../verification/register-verification.ts';
import { registerGeneration } from './generation-requests.ts';
import { surviveFaults } from './survive.ts';
import { WorkerVerifier } from './worker-verifier.ts';

// Bundled, and beside the bundle of the worker.
const worker = new URL('verification-worker.cjs', pathToFileURL(__filename));

const connection = createConnection(ProposedFeatures.all);
surviveFaults(connection);
startServer(
  connection,
  NodeFileSystem,
  registerChoreographies,
  registerDiagrams,
  registerGeneration,
  verifyWith(new WorkerVerifier(worker)),
);
