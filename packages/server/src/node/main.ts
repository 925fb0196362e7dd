/** The entry point of the language server under Node, as a separate process. */
import { pathToFileURL } from 'node:url';
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { registerChoreographies } from '../choreographies-request.ts';
import { registerDiagrams } from '../diagram-request.ts';
import { lookingAtDisk } from '../disk-look.ts';
import { registerNavigation } from '../navigation/register-navigation.ts';
import { followHandlers } from '../renaming/handler-renames.ts';
import { startServer } from '../start-server.ts';
import { verifyWith } from '../verification/register-verification.ts';
import { implementationsIn } from './generated-code.ts';
import { registerGeneration } from './generation-requests.ts';
import { stampOnDisk } from './stamp-on-disk.ts';
import { surviveFaults } from './survive.ts';
import { WorkerVerifier } from './worker-verifier.ts';

// In the bundle, the worker is a file beside this one.
const worker = new URL('verification-worker.cjs', pathToFileURL(__filename));

const connection = createConnection(ProposedFeatures.all);
surviveFaults(connection);
startServer(
  connection,
  NodeFileSystem,
  registerChoreographies,
  registerDiagrams,
  registerGeneration,
  registerNavigation,
  implementationsIn(),
  followHandlers,
  lookingAtDisk(stampOnDisk),
  verifyWith(new WorkerVerifier(worker)),
);
