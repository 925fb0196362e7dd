/**
 * Handles changes of files from all sources. The editor's own notifications are enough if there is no file watcher. A
 * failed build does not end the server; the next build continues where it stopped.
 */
import { isOperationCancelled, URI } from 'langium';
import type { TextDocument, URI as Uri } from 'langium';
import { DefaultDocumentUpdateHandler } from 'langium/lsp';
import type { LangiumSharedServices } from 'langium/lsp';
import { FileChangeType } from 'vscode-languageserver';
import type { FileEvent, TextDocumentChangeEvent, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { startOf } from '../faults.ts';
import type { Faults } from '../faults.ts';
import type { ChoreoDocumentBuilder } from '../workspace/choreo-document-builder.ts';
import type { Choreographies } from '../workspace/choreographies.ts';
import type { ChoreoWorkspaceManager } from '../workspace/choreo-workspace-manager.ts';

/** The services that it needs. Declared here, since the type of all services includes this one. */
type UpdateServices = LangiumSharedServices & {
  readonly Faults: Faults;
  readonly workspace: {
    readonly DocumentBuilder: ChoreoDocumentBuilder;
    readonly WorkspaceManager: ChoreoWorkspaceManager;
  };
};

export class ChoreoDocumentUpdates extends DefaultDocumentUpdateHandler {
  readonly #services: UpdateServices;

  constructor(services: UpdateServices) {
    super(services as LangiumSharedServices);
    this.#services = services;
    let hasFolders = false;
    services.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      hasFolders = capabilities.workspace?.workspaceFolders === true;
    });
    services.lsp.LanguageServer.onInitialized(() => {
      if (!hasFolders) return;
      services.lsp.Connection?.workspace.onDidChangeWorkspaceFolders(change => void this.#foldersChanged(change));
    });
  }

  /** A file was closed: unsaved changes are discarded, and the content on disk counts, if the file exists. */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    this.fireDocumentUpdate([URI.parse(document.uri)], []);
  }

  /** Handles the change like one from a file watcher. */
  filesChanged(changes: readonly FileEvent[]): void {
    this.didChangeWatchedFiles({ changes: [...changes] });
  }

  protected override fireDocumentUpdate(changed: Uri[], deleted: Uri[]): void {
    void this.#update([...changed, ...deleted], token => this.documentBuilder.update(changed, deleted, token));
  }

  async #foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
    const { DocumentBuilder, WorkspaceManager } = this.#services.workspace;
    const about = [...added, ...removed].map(({ uri }) => URI.parse(uri));
    await this.#update(about, async token => {
      const files = await WorkspaceManager.changeFolders(added, removed);
      await DocumentBuilder.updateRoots(files.added, files.removed, token);
    });
  }

  /** The only place that awaits builds. A failure is logged. */
  async #update(about: readonly Uri[], build: Parameters<typeof this.workspaceLock.write>[0]): Promise<void> {
    try {
      await this.workspaceManager.ready;
      await this.workspaceLock.write(build);
    } catch (error) {
      if (isOperationCancelled(error)) return;
      this.#services.Faults.note('reading the workspace again', startOf(about[0]?.toString() ?? ''), error);
    }
  }
}

/** Changes of files that the editor itself makes. */
export class ChoreoFileOperations {
  readonly fileOperationOptions;
  readonly #updates: () => ChoreoDocumentUpdates;
  readonly #choreographies: () => Choreographies;

  constructor(services: {
    readonly lsp: { readonly DocumentUpdateHandler: ChoreoDocumentUpdates };
    readonly workspace: { readonly Choreographies: Choreographies };
  }) {
    this.#updates = () => services.lsp.DocumentUpdateHandler;
    this.#choreographies = () => services.workspace.Choreographies;
    const filters = [
      { scheme: 'file', pattern: { glob: '**/*.choreo' } },
      { scheme: 'file', pattern: { glob: '**/choreo.config.json' } },
      { scheme: 'file', pattern: { glob: '**/*', matches: 'folder' as const } },
    ];
    // Editors ask these about the old name, which may be that of any file that is given the extension.
    const everything = [{ scheme: 'file', pattern: { glob: '**/*' } }];
    this.fileOperationOptions = {
      didCreate: { filters },
      didRename: { filters: everything },
      didDelete: { filters },
    };
  }

  didCreateFiles({ files }: { readonly files: readonly { readonly uri: string }[] }): void {
    this.#updates().filesChanged(files.map(({ uri }) => ({ uri, type: FileChangeType.Created })));
  }

  didRenameFiles({ files }: { readonly files: readonly { readonly oldUri: string; readonly newUri: string }[] }): void {
    for (const { oldUri, newUri } of files) this.#choreographies().noteMove(URI.parse(oldUri), URI.parse(newUri));
    this.#updates().filesChanged(
      files.flatMap(({ oldUri, newUri }) => [
        { uri: oldUri, type: FileChangeType.Deleted },
        { uri: newUri, type: FileChangeType.Created },
      ]),
    );
  }

  didDeleteFiles({ files }: { readonly files: readonly { readonly uri: string }[] }): void {
    this.#updates().filesChanged(files.map(({ uri }) => ({ uri, type: FileChangeType.Deleted })));
  }
}
