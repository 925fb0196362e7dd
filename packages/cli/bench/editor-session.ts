/** The built language server as an editor talks to it: how soon findings follow a start and a keystroke. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runVerificationRequest, serverNodeArguments, verificationChanged } from '@choreo/server/protocol';
import type { VerificationChange } from '@choreo/server/protocol';
import {
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializeRequest,
  InitializedNotification,
  PublishDiagnosticsNotification,
  ShutdownRequest,
} from 'vscode-languageserver';
import type { ProtocolConnection } from 'vscode-languageserver';
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver/node';

export interface Session {
  /** Milliseconds from starting the server to the first findings. */
  readonly activation: number;
  /** Milliseconds from each keystroke to the findings that it changed, sorted. */
  readonly keystrokes: readonly number[];
}

export interface SessionOptions {
  /** A choreography beside, that is verified all the time. Without it nothing is verified. */
  readonly verifying?: { readonly name: string; readonly text: string };
}

/** Types at the end of the file in the middle: a declaration that nothing names, then without it, and so on. */
export async function measureSession(
  server: string,
  files: readonly { readonly name: string; readonly text: string }[],
  keystrokes: number,
  { verifying }: SessionOptions = {},
): Promise<Session> {
  const folder = await mkdtemp(join(tmpdir(), 'choreo-bench-'));
  for (const { name, text } of [...files, ...(verifying ? [verifying] : [])]) await writeFile(join(folder, name), text);
  // Something to be found, so that the first findings can be waited for.
  await writeFile(join(folder, 'unfinished.choreo'), 'event');
  const start = performance.now();
  const child = spawn(process.execPath, [...serverNodeArguments, server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const waiting = new Map<string, () => void>();
  const findingsOf = (uri: string) => new Promise<void>(resolve => waiting.set(uri, resolve));
  client.onNotification(PublishDiagnosticsNotification.type, ({ uri }) => {
    waiting.get(uri)?.();
    waiting.delete(uri);
  });
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/configuration', () => [{ verification: { run: 'off' } }]);
  client.listen();
  try {
    const first = findingsOf(uriOf(folder, 'unfinished.choreo'));
    await client.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { workspaceFolders: true, configuration: true } },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    });
    await client.sendNotification(InitializedNotification.type, {});
    await first;
    const activation = performance.now() - start;

    const verification = verifying && (await startVerification(client, uriOf(folder, verifying.name)));

    const file = files[Math.floor(files.length / 2)];
    if (!file) throw new Error('There is no file to type in.');
    const uri = uriOf(folder, file.name);
    await client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'choreo', version: 1, text: file.text },
    });
    const times: number[] = [];
    for (let version = 2; version < keystrokes + 2; version++) {
      const text = version % 2 === 0 ? `${file.text}\nevent Typed${version} { key id: uuid }\n` : file.text;
      const seen = findingsOf(uri);
      const pressed = performance.now();
      await client.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
      await seen;
      times.push(performance.now() - pressed);
    }
    if (verification?.hasEnded()) throw new Error('The verification has ended before the typing.');
    await client.sendRequest(ShutdownRequest.type);
    await client.sendNotification(ExitNotification.type);
    return { activation, keystrokes: times.sort((a, b) => a - b) };
  } finally {
    client.dispose();
    child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits until it is well under way. */
async function startVerification(client: ProtocolConnection, choreography: string) {
  let ended = false;
  const underWay = new Promise<void>(resolve => {
    client.onNotification(verificationChanged.method, ({ progress }: VerificationChange) => {
      if (progress && progress.states > 0) resolve();
    });
  });
  client
    .sendRequest(runVerificationRequest.method, { choreography, maxStates: 10_000_000, timeout: 600 })
    .catch(() => undefined)
    .finally(() => (ended = true));
  await underWay;
  return { hasEnded: () => ended };
}

function uriOf(folder: string, name: string): string {
  return pathToFileURL(join(folder, name)).href;
}
