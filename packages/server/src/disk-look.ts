/** Finds out what has changed on the disk without a report: compares it with what has been read, and handles differences like reports of a watcher. */
import type { URI } from 'langium';
import { FileChangeType } from 'vscode-languageserver';
import type { FileEvent } from 'vscode-languageserver';
import { lookAtDiskRequest } from './protocol.ts';
import { answer } from './requests.ts';
import type { RequestHandlers, ServerServices } from './start-server.ts';

/** Something that is another after a file was written: then it is read again. Undefined if it cannot be said. */
export type StampOf = (file: URI) => Promise<string | undefined>;

/** Without stamps, each look reads all files that are not open. */
export function lookingAtDisk(stampOf: StampOf = async () => undefined): RequestHandlers {
  return (connection, services) => {
    const look = new DiskLook(services, stampOf);
    answer(connection, lookAtDiskRequest, () => look.take());
  };
}

class DiskLook {
  readonly #services: ServerServices['shared'];
  readonly #stampOf: StampOf;
  /** Of the files as they were read last, by URI. */
  readonly #stamps = new Map<string, string>();
  #running: Promise<null> | undefined;
  #again = false;

  constructor({ shared }: ServerServices, stampOf: StampOf) {
    this.#services = shared;
    this.#stampOf = stampOf;
  }

  /** Several requests at the same time share one look after the current one. */
  take(): Promise<null> {
    this.#again = true;
    return (this.#running ??= this.#looks().finally(() => (this.#running = undefined)));
  }

  async #looks(): Promise<null> {
    const { lsp, workspace } = this.#services;
    await workspace.WorkspaceManager.ready;
    while (this.#again) {
      this.#again = false;
      const changes = [...(await this.#changedFiles()), ...(await this.#changedConfigurations())];
      if (changes.length > 0) lsp.DocumentUpdateHandler.filesChanged(changes);
    }
    return null;
  }

  async #changedFiles(): Promise<readonly FileEvent[]> {
    const { LangiumDocuments, TextDocuments, WorkspaceManager } = this.#services.workspace;
    const files = await WorkspaceManager.filesOnDisk();
    const isOpen = (uri: URI): boolean => TextDocuments?.get(uri.toString()) !== undefined;
    const present = new Set(files.map(uri => uri.toString()));
    const gone = LangiumDocuments.all
      .map(({ uri }) => uri)
      .filter(uri => !present.has(uri.toString()) && !isOpen(uri))
      .toArray();
    const changed = await Promise.all(
      files.filter(uri => !isOpen(uri)).map(async uri => ((await this.#isAsRead(uri)) ? [] : [uri])),
    );
    for (const uri of this.#stamps.keys()) if (!present.has(uri)) this.#stamps.delete(uri);
    return [
      ...gone.map((uri): FileEvent => ({ uri: uri.toString(), type: FileChangeType.Deleted })),
      ...changed.flat().map((uri): FileEvent => ({ uri: uri.toString(), type: FileChangeType.Changed })),
    ];
  }

  async #isAsRead(uri: URI): Promise<boolean> {
    const { FileSystemProvider, LangiumDocuments } = this.#services.workspace;
    const read = LangiumDocuments.getDocument(uri)?.textDocument.getText();
    if (read === undefined) return false;
    const stamp = await this.#stampOf(uri);
    if (stamp !== undefined && this.#stamps.get(uri.toString()) === stamp) return true;
    const text = await FileSystemProvider.readFile(uri).catch(() => undefined);
    if (stamp !== undefined && text === read) this.#stamps.set(uri.toString(), stamp);
    return text === read;
  }

  async #changedConfigurations(): Promise<readonly FileEvent[]> {
    const uris = await this.#services.lsp.Settings.outdated();
    return uris.map((uri): FileEvent => ({ uri, type: FileChangeType.Changed }));
  }
}
