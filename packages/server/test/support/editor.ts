/** An editor without a window: speaks LSP with a server in the same process, over streams, as a real one would. */
import { PassThrough } from 'node:stream';
import { EmptyFileSystem, URI } from 'langium';
import type { FileSystemNode, FileSystemProvider } from 'langium';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeLensRefreshRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  DidChangeConfigurationNotification,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidChangeWorkspaceFoldersNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidCreateFilesNotification,
  DidDeleteFilesNotification,
  DidOpenTextDocumentNotification,
  DidRenameFilesNotification,
  DidSaveTextDocumentNotification,
  DocumentHighlightRequest,
  DocumentSymbolRequest,
  HoverRequest,
  InlayHintRefreshRequest,
  InitializeRequest,
  InitializedNotification,
  LogMessageNotification,
  PrepareRenameRequest,
  PublishDiagnosticsNotification,
  ReferencesRequest,
  RenameRequest,
  ShowMessageNotification,
  ShowMessageRequest,
  SemanticTokensRefreshRequest,
} from 'vscode-languageserver';
import type {
  CancellationToken,
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Location,
  Position,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import {
  StreamMessageReader,
  StreamMessageWriter,
  createConnection,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import { startServer } from '../../src/start-server.ts';
import type { RequestHandlers, ServerServices } from '../../src/start-server.ts';
import type { NotificationType, RequestType } from '../../src/protocol/request-type.ts';

export const folder = 'file:///workspace';

export interface EditorOptions {
  readonly handlers?: readonly RequestHandlers[];
  /** The section `choreo` of the user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** As on the disks of macOS and Windows, a file is found by its name in any case. */
  readonly ignoresCase?: boolean;
  /** The client can rename files and annotate edits, and offers to generate services. */
  readonly generates?: boolean;
  /** Completions say what they insert and what they replace, as VS Code asks for. */
  readonly insertReplace?: boolean;
  /** The editor's commands for refactorings. */
  readonly refactoring?: { readonly renameAt?: string; readonly choose?: string };
  /** Whether the edits of code actions may come later; they may unless this is false. */
  readonly resolvesEdits?: boolean;
  /** Completions may be snippets, as VS Code takes them. */
  readonly snippets?: boolean;
}

/** A workspace of texts by file name, opened in an editor; `<|>` in a text is the cursor of that file, and two of them its selection. */
export class TestEditor {
  readonly services: ServerServices;
  private readonly client;
  /** What each file says in the editor, or on the disk where it is not open. */
  private readonly texts = new Map<string, string>();
  /** What is saved, by name. */
  private readonly disk = new Map<string, string>();
  private readonly cursors = new Map<string, Position>();
  /** Where selections end, by name. */
  private readonly ends = new Map<string, Position>();
  private readonly published = new Map<string, Diagnostic[]>();
  private readonly versions = new Map<string, number>();
  /** After which characters an editor asks for completions by itself. */
  private triggerCharacters: readonly string[] = [];
  /** How often the server has asked for lenses to be fetched anew. */
  lensRefreshes = 0;
  /** How often it has asked for semantic tokens or inlay hints to be fetched anew. */
  refreshes = 0;
  /** What the server has written to its log. */
  readonly log: string[] = [];
  /** What the user was told; the first of the offered actions is chosen. */
  readonly messages: string[] = [];
  /** What has been published, file by file, in order. */
  readonly history: { readonly name: string; readonly codes: readonly string[] }[] = [];

  private readonly ignoresCase: boolean;

  private constructor(
    files: Readonly<Record<string, string>>,
    { handlers = [], settings = {}, ignoresCase = false }: EditorOptions,
  ) {
    this.ignoresCase = ignoresCase;
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    this.services = startServer(connection, { fileSystemProvider: () => this.fileSystem() }, ...handlers);
    this.client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.client.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.published.set(uri, diagnostics);
      this.history.push({ name: nameOf(uri), codes: diagnostics.map(({ code }) => String(code)) });
    });
    this.client.onNotification(LogMessageNotification.type, ({ message }) => void this.log.push(message));
    this.client.onNotification(ShowMessageNotification.type, ({ message }) => void this.messages.push(message));
    this.client.onRequest(ShowMessageRequest.type, ({ message, actions = [] }) => {
      this.messages.push(message);
      return actions[0] ?? null;
    });
    this.client.onRequest('client/registerCapability', () => null);
    this.client.onRequest('workspace/configuration', () => [settings]);
    this.client.onRequest(CodeLensRefreshRequest.type, () => {
      this.lensRefreshes++;
    });
    for (const { method } of [SemanticTokensRefreshRequest, InlayHintRefreshRequest]) {
      this.client.onRequest(method, () => void this.refreshes++);
    }
    this.client.listen();
  }

  static async open(files: Readonly<Record<string, string>>, options: EditorOptions = {}): Promise<TestEditor> {
    const editor = new TestEditor(files, options);
    const { capabilities } = await editor.client.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      initializationOptions: {
        ruleDocs: 'docs:/rules/{code}.md',
        docs: 'docs:/{page}',
        generates: options.generates ?? false,
        ...(options.refactoring && { refactoring: options.refactoring }),
      },
      capabilities: {
        textDocument: {
          codeAction: {
            dataSupport: true,
            disabledSupport: true,
            resolveSupport: { properties: options.resolvesEdits === false ? [] : ['edit'] },
          },
          completion: {
            completionItem: {
              insertReplaceSupport: options.insertReplace ?? false,
              snippetSupport: options.snippets ?? false,
            },
          },
        },
        workspace: {
          workspaceFolders: true,
          workspaceEdit: {
            documentChanges: true,
            changeAnnotationSupport: {},
            ...(options.generates === true && { resourceOperations: ['rename'] }),
          },
          configuration: options.settings !== undefined,
          codeLens: { refreshSupport: true },
          semanticTokens: { refreshSupport: true },
          inlayHint: { refreshSupport: true },
        },
      },
      workspaceFolders: [{ uri: folder, name: 'workspace' }],
    });
    editor.triggerCharacters = capabilities.completionProvider?.triggerCharacters ?? [];
    await editor.client.sendNotification(InitializedNotification.type, {});
    await editor.settled();
    return editor;
  }

  /** Opens a file in an editor tab. */
  async show(name: string): Promise<void> {
    const uri = uriOf(name);
    this.versions.set(name, 1);
    await this.client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'choreo', version: 1, text: this.text(name) },
    });
    await this.settled();
  }

  isOpen(name: string): boolean {
    return this.versions.has(name);
  }

  /** Closes a tab; what was typed and not saved is discarded. */
  async close(name: string): Promise<void> {
    this.versions.delete(name);
    const saved = this.disk.get(name);
    if (saved === undefined) this.texts.delete(name);
    else this.setText(name, saved);
    await this.client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uriOf(name) } });
    await this.settled();
  }

  /** Replaces the text of an open file. */
  async type(name: string, text: string): Promise<void> {
    if (!this.versions.has(name)) await this.show(name);
    this.setText(name, text);
    const version = (this.versions.get(name) ?? 0) + 1;
    this.versions.set(name, version);
    await this.client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: uriOf(name), version },
      contentChanges: [{ text: this.text(name) }],
    });
    await this.settled();
  }

  async save(name: string): Promise<void> {
    this.disk.set(name, this.text(name));
    await this.client.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: uriOf(name) } });
    await this.settled();
  }

  /** What the editor itself does to files and folders, by their names. */
  async createFiles(...names: readonly string[]): Promise<void> {
    await this.client.sendNotification(DidCreateFilesNotification.type, {
      files: names.map(name => ({ uri: uriOf(name) })),
    });
    await this.settled();
  }

  async renameFile(oldName: string, newName: string): Promise<void> {
    await this.client.sendNotification(DidRenameFilesNotification.type, {
      files: [{ oldUri: uriOf(oldName), newUri: uriOf(newName) }],
    });
    await this.settled();
  }

  async deleteFiles(...names: readonly string[]): Promise<void> {
    await this.client.sendNotification(DidDeleteFilesNotification.type, {
      files: names.map(name => ({ uri: uriOf(name) })),
    });
    await this.settled();
  }

  /** URIs of folders that come to the workspace or leave it. */
  async changeFolders(change: {
    readonly added?: readonly string[];
    readonly removed?: readonly string[];
  }): Promise<void> {
    const foldersOf = (uris: readonly string[] = []) => uris.map(uri => ({ uri, name: uri }));
    await this.client.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: foldersOf(change.added), removed: foldersOf(change.removed) },
    });
    await this.settled();
  }

  /** Changes the section `choreo` of the user's settings. */
  async configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.client.sendNotification(DidChangeConfigurationNotification.type, { settings: { choreo: settings } });
    await this.settled();
  }

  /** `line title`, counted from one. */
  async lenses(name: string): Promise<string[]> {
    const lenses = await Promise.all((await this.allLenses(name)).map(lens => this.resolvedLens(lens)));
    return lenses.map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ''}`);
  }

  /** As it is when it comes into sight. */
  async resolvedLens(lens: CodeLens): Promise<CodeLens> {
    return lens.command ? lens : this.client.sendRequest(CodeLensResolveRequest.type, lens);
  }

  async allLenses(name: string): Promise<CodeLens[]> {
    return (await this.client.sendRequest(CodeLensRequest.type, { textDocument: { uri: uriOf(name) } })) ?? [];
  }

  /** A request of our own. */
  async ask<P, R>({ method }: RequestType<P, R>, params: P, token?: CancellationToken): Promise<R> {
    return token ? this.client.sendRequest<R>(method, params, token) : this.client.sendRequest<R>(method, params);
  }

  onNotified<P>({ method }: NotificationType<P>, handler: (params: P) => void): void {
    this.client.onNotification(method, handler);
  }

  /** Changes files behind the editor's back, which a watcher reports; `undefined` deletes. */
  async onDisk(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changes = Object.entries(files).map(([name, text]) => {
      const type = text === undefined ? 3 : this.disk.has(name) ? 2 : 1;
      this.write(name, text);
      return { uri: uriOf(name), type } as const;
    });
    await this.reportChanges(changes);
  }

  /** The same, and nobody sees it. */
  silently(files: Readonly<Record<string, string | undefined>>): void {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  /** What a watcher says; 1 created, 2 changed, 3 deleted. */
  async reportChanges(changes: readonly { readonly uri: string; readonly type: 1 | 2 | 3 }[]): Promise<void> {
    await this.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [...changes] });
    await this.settled();
  }

  /** `line:character code message`, counted from one, of a file or of all. */
  findings(name?: string): string[] {
    const files = name ? [name] : [...this.published.keys()].sort().map(nameOf);
    return files.flatMap(file =>
      this.diagnostics(file).map(({ range, code, message }) => {
        const place = `${range.start.line + 1}:${range.start.character + 1}`;
        return `${name ? '' : `${file}:`}${place} ${code} ${message}`;
      }),
    );
  }

  diagnostics(name: string): readonly Diagnostic[] {
    return this.published.get(uriOf(name)) ?? [];
  }

  text(name: string): string {
    return this.texts.get(name) ?? '';
  }

  /** At the cursor of the file, or at another place of it. */
  async complete(name: string, position?: Position): Promise<CompletionItem[]> {
    const at = position ? { textDocument: { uri: uriOf(name) }, position } : this.at(name);
    const result = await this.client.sendRequest(CompletionRequest.type, at);
    return Array.isArray(result) ? result : (result?.items ?? []);
  }

  /** Whether it asks again after each letter that is typed on. */
  async asksAgain(name: string): Promise<boolean> {
    const result = await this.client.sendRequest(CompletionRequest.type, this.at(name));
    return result !== null && !Array.isArray(result) && result.isIncomplete;
  }

  /** What opens by itself once the character before the cursor has been typed. */
  async completeAfterTyping(name: string): Promise<CompletionItem[]> {
    const at = this.at(name);
    const line = this.text(name).split('\n')[at.position.line] ?? '';
    const triggerCharacter = line.charAt(at.position.character - 1);
    if (!this.triggerCharacters.includes(triggerCharacter)) return [];
    const context = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter };
    const result = await this.client.sendRequest(CompletionRequest.type, { ...at, context });
    return Array.isArray(result) ? result : (result?.items ?? []);
  }

  /** A completion with its documentation. */
  async resolve(item: CompletionItem): Promise<CompletionItem> {
    return this.client.sendRequest(CompletionResolveRequest.type, item);
  }

  /** As Markdown, without the addresses of links. */
  async hover(name: string): Promise<string | undefined> {
    return (await this.hoverWithLinks(name))?.replace(/(?<!\\)\[(`[^`]*`|[^\]]*)\]\([^)]*\)/g, '$1');
  }

  async hoverWithLinks(name: string): Promise<string | undefined> {
    const hover = await this.client.sendRequest(HoverRequest.type, this.at(name));
    return hover && typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : undefined;
  }

  /** A request of LSP at the cursor of a file. */
  async askAtCursor<R>(method: string, name: string, more: object = {}): Promise<R> {
    return this.client.sendRequest<R>(method, { ...this.at(name), ...more });
  }

  /** `file:line:character`, from one. */
  async definition(name: string): Promise<string[]> {
    const result = await this.client.sendRequest(DefinitionRequest.type, this.at(name));
    const links = Array.isArray(result) ? result : result ? [result] : [];
    return links.map(link =>
      'targetUri' in link ? placeOf({ uri: link.targetUri, range: link.targetSelectionRange }) : placeOf(link),
    );
  }

  async references(name: string): Promise<string[]> {
    const context = { includeDeclaration: true };
    const result = await this.client.sendRequest(ReferencesRequest.type, { ...this.at(name), context });
    return (result ?? []).map(placeOf).sort();
  }

  /** `line:character`, from one. */
  async highlights(name: string): Promise<string[]> {
    const result = await this.client.sendRequest(DocumentHighlightRequest.type, this.at(name));
    return (result ?? []).map(({ range: { start } }) => `${start.line + 1}:${start.character + 1}`).sort();
  }

  /** The text that a rename would replace at the cursor; undefined where there is nothing to rename. */
  async renamable(name: string): Promise<string | undefined> {
    const range = await this.client.sendRequest(PrepareRenameRequest.type, this.at(name));
    if (!range || !('start' in range)) return undefined;
    return this.text(name).split('\n')[range.start.line]?.slice(range.start.character, range.end.character);
  }

  /** Puts the cursor of a file before a character of its text. */
  moveTo(name: string, offset: number): void {
    this.cursors.set(name, positionAt(this.text(name), offset));
  }

  /** The texts of the files that a rename changes, afterwards. */
  async rename(name: string, newName: string): Promise<Record<string, string>> {
    const edit = await this.client.sendRequest(RenameRequest.type, { ...this.at(name), newName });
    return this.applied(edit);
  }

  /** The same, as the edit that the client gets. */
  async renameEdit(name: string, newName: string): Promise<WorkspaceEdit | null> {
    return this.client.sendRequest(RenameRequest.type, { ...this.at(name), newName });
  }

  /** The names of all files on the disk in a folder. */
  filesIn(name: string): readonly string[] {
    return [...this.disk.keys()].filter(file => file.startsWith(`${name}/`)).sort();
  }

  /** Makes an edit as an editor does: on the disk, and in open tabs of choreographies. */
  async make({ documentChanges = [], changes = {} }: WorkspaceEdit): Promise<void> {
    const all = [
      ...documentChanges,
      ...Object.entries(changes).map(([uri, edits]) => ({ textDocument: { uri }, edits })),
    ];
    for (const change of all) {
      if ('textDocument' in change) {
        const name = nameOf(change.textDocument.uri);
        const text = applyEdits(
          this.text(name),
          change.edits.flatMap(one => ('newText' in one ? [one] : [])),
        );
        if (name.endsWith('.choreo')) await this.type(name, text);
        else this.write(name, text);
      } else if (change.kind === 'rename') {
        for (const [name, text] of Array.from(this.disk)) {
          const uri = uriOf(name);
          if (uri !== change.oldUri && !uri.startsWith(`${change.oldUri}/`)) continue;
          this.write(name, undefined);
          this.write(nameOf(change.newUri + uri.slice(change.oldUri.length)), text);
        }
      }
    }
  }

  async symbols(name: string): Promise<DocumentSymbol[]> {
    const result = await this.client.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: uriOf(name) } });
    return (result ?? []).filter((symbol): symbol is DocumentSymbol => 'selectionRange' in symbol);
  }

  /** The quick fixes for what is underlined at the cursor, or anywhere in the file where it has none. */
  async fixes(name: string): Promise<CodeAction[]> {
    const cursor = this.cursors.get(name);
    const range = cursor
      ? { start: cursor, end: cursor }
      : { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
    const result = await this.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uriOf(name) },
      range,
      context: { diagnostics: [] },
    });
    return (result ?? []).filter((action): action is CodeAction => 'edit' in action);
  }

  /** What can be done with the selection of a file besides quick fixes, without the edits. */
  async refactorings(name: string, only: readonly string[] = ['refactor']): Promise<CodeAction[]> {
    const { position: start } = this.at(name);
    const result = await this.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uriOf(name) },
      range: { start, end: this.ends.get(name) ?? start },
      context: { diagnostics: [], only: [...only], triggerKind: 1 },
    });
    return (result ?? []).filter((action): action is CodeAction => 'kind' in action);
  }

  /** The same action with its edits. */
  async resolved(action: CodeAction): Promise<CodeAction> {
    return this.client.sendRequest(CodeActionResolveRequest.type, action);
  }

  /** The texts of the changed files with an edit applied. */
  applied(edit: WorkspaceEdit | null | undefined): Record<string, string> {
    const result: Record<string, string> = {};
    const changes = (edit?.documentChanges ?? []).flatMap(change =>
      'edits' in change ? [[change.textDocument.uri, change.edits.filter(one => 'newText' in one)] as const] : [],
    );
    for (const [uri, edits] of [...Object.entries(edit?.changes ?? {}), ...changes]) {
      const name = nameOf(uri);
      result[name] = applyEdits(this.text(name), edits);
    }
    return result;
  }

  /** All that was sent has been handled, and what it set going is done. */
  async settled(): Promise<void> {
    // A request is answered after the notifications before it; the lock is free once the builds that they asked for are done.
    await this.roundTrip();
    await this.services.shared.workspace.WorkspaceManager.ready;
    await this.services.shared.workspace.WorkspaceLock.read(() => {});
    // What the server has sent by now arrives before its next answer.
    await this.roundTrip();
    await new Promise(resolve => setImmediate(resolve));
  }

  private async roundTrip(): Promise<void> {
    const textDocument = { uri: `${folder}/none.choreo` };
    await this.client.sendRequest(DocumentSymbolRequest.type, { textDocument }).catch(() => {});
  }

  /** The cursor of a file, as requests name it. */
  at(name: string) {
    const position = this.cursors.get(name);
    if (!position) throw new Error(`${name} has no cursor <|>`);
    return { textDocument: { uri: uriOf(name) }, position };
  }

  /** To the disk; what is open says on what it says. */
  private write(name: string, marked: string | undefined): void {
    if (marked === undefined) this.disk.delete(name);
    else this.disk.set(name, marked.replaceAll('<|>', ''));
    if (this.versions.has(name)) return;
    if (marked === undefined) this.texts.delete(name);
    else this.setText(name, marked);
  }

  private setText(name: string, marked: string): void {
    const offset = marked.indexOf('<|>');
    const text = marked.replaceAll('<|>', '');
    this.texts.set(name, text);
    const end = marked.replace('<|>', '').indexOf('<|>');
    if (end < 0) this.ends.delete(name);
    else this.ends.set(name, positionAt(text, end));
    if (offset < 0) this.cursors.delete(name);
    else this.cursors.set(name, positionAt(text, offset));
  }

  private fileSystem(): FileSystemProvider {
    const fold = (name: string): string => (this.ignoresCase ? name.toLowerCase() : name);
    const read = (uri: URI): string => {
      const name = [...this.disk.keys()].find(one => fold(one) === fold(nameOf(uri.toString())));
      const text = this.disk.get(name ?? '');
      if (text === undefined) throw new Error(`no file ${uri.toString()}`);
      return text;
    };
    const childrenOf = (uri: URI): FileSystemNode[] => {
      const inside = `${uri.toString().replace(/\/+$/, '')}/`;
      const paths = [...this.disk.keys()].map(uriOf).filter(path => path.startsWith(inside));
      const names = new Set(paths.map(path => path.slice(inside.length).split('/')[0] ?? ''));
      return [...names].map(name => node(URI.parse(inside + name)));
    };
    const node = (uri: URI): FileSystemNode => {
      const isFile = this.disk.has(nameOf(uri.toString()));
      if (!isFile && childrenOf(uri).length === 0) throw new Error(`no file or folder ${uri.toString()}`);
      return { isFile, isDirectory: !isFile, uri };
    };
    const exists = (uri: URI): boolean =>
      [...this.disk.keys()].some(name => fold(name) === fold(nameOf(uri.toString()))) || childrenOf(uri).length > 0;
    return {
      ...EmptyFileSystem.fileSystemProvider(),
      stat: async uri => node(uri),
      statSync: node,
      exists: async uri => exists(uri),
      existsSync: exists,
      readFile: async uri => read(uri),
      readFileSync: read,
      readBinary: async uri => new TextEncoder().encode(read(uri)),
      readBinarySync: uri => new TextEncoder().encode(read(uri)),
      readDirectory: async uri => childrenOf(uri),
      readDirectorySync: childrenOf,
    };
  }
}

/** Of a file in the workspace; `/other/a.choreo` stands outside of it, and `untitled:Untitled-1` nowhere. */
export function uriOf(name: string): string {
  if (name.includes(':')) return name;
  return name.startsWith('/') ? `file://${name}` : `${folder}/${name}`;
}

function nameOf(uri: string): string {
  if (uri.startsWith(`${folder}/`)) return uri.slice(folder.length + 1);
  return uri.startsWith('file://') ? uri.slice('file://'.length) : uri;
}

export function placeOf({ uri, range }: Location): string {
  return `${nameOf(uri)}:${range.start.line + 1}:${range.start.character + 1}`;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offsetAt = ({ line, character }: Position) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return (
    edits
      .map(({ range, newText }) => ({ start: offsetAt(range.start), end: offsetAt(range.end), newText }))
      // Edits at one place stay in their order.
      .reverse()
      .sort((a, b) => b.start - a.start)
      .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text)
  );
}
