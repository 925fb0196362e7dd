/** The real server as a process of its own, in the bundled form that users get, spoken to over stdio as an editor would. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic, ProtocolConnection } from 'vscode-languageserver/node';
import {
  CodeLensRefreshRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** As it ships; Vitest has made it before the first test (`scripts/tool/bundles-for-tests.mjs`). */
const bundle = fileURLToPath(new URL('../../../../dist/server/main.cjs', import.meta.url));

export class ServerProcess {
  /** Of each file the findings published last, by URI. */
  readonly findings = new Map<string, readonly Diagnostic[]>();
  /** What the server has written to its log. */
  readonly log: string[] = [];
  stderr = '';
  /** How it ended, once it has. */
  ended: { readonly code: number | null; readonly signal: string | null } | undefined;
  private readonly connection: ProtocolConnection;
  private readonly exited: Promise<void>;
  private readonly versions = new Map<string, number>();

  private constructor(child: ChildProcess) {
    const { stdin, stdout, stderr } = child;
    if (!stdin || !stdout || !stderr) throw new Error('the server has no streams');
    stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    stdin.on('error', () => {});
    this.exited = new Promise(resolve => {
      child.once('exit', (code, signal) => {
        this.ended = { code, signal };
        this.connection.dispose();
        resolve();
      });
    });
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.findings.set(uri, diagnostics);
    });
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => void this.log.push(message));
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/configuration', () => [{ verification: { run: 'off' } }]);
    this.connection.onRequest(CodeLensRefreshRequest.type, () => {});
    this.connection.listen();
  }

  /** `node`: arguments for Node itself. Resolves when the folders, which are paths, have been read. */
  static async start(folders: readonly string[], node: readonly string[] = []): Promise<ServerProcess> {
    const child = spawn(process.execPath, [...node, bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const server = new ServerProcess(child);
    await server.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { workspaceFolders: true, configuration: true },
        textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
      },
      workspaceFolders: folders.map(folder => ({ uri: pathToFileURL(folder).href, name: folder })),
    });
    await server.connection.sendNotification(InitializedNotification.type, {});
    await server.settled();
    return server;
  }

  async open(uri: string, text: string): Promise<void> {
    this.versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'choreo', version: 1, text },
    });
  }

  async change(uri: string, text: string): Promise<void> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** Rejects with the error that the server answers, or where it has ended. */
  ask(method: string, params?: object): Promise<unknown> {
    if (this.ended) return Promise.reject(new Error('the server has ended'));
    return Promise.race([
      params === undefined ? this.connection.sendRequest(method) : this.connection.sendRequest(method, params),
      this.exited.then(() => {
        throw new Error('the server has ended');
      }),
    ]);
  }

  /** Something that is no message, for whoever listens to the raw input. */
  notify(method: string): Promise<void> {
    return this.connection.sendNotification(method);
  }

  /** All that was sent has been read, and its findings are here: a request that waits for the builds before it. */
  async settled(): Promise<void> {
    await this.ask('choreo/choreographies');
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    await this.ask('shutdown').catch(() => {});
    await this.connection.sendNotification('exit').catch(() => {});
    await this.exited;
  }
}
