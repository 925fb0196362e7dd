/** Rebuilds all files that a change affects: not only files that refer to a changed file, but all whose names may now mean something else. */
import { Cancellation, DefaultDocumentBuilder, DocumentState, UriUtils } from 'langium';
import type {
  AstNode,
  BuildOptions,
  Disposable,
  DocumentBuildListener,
  DocumentUpdateListener,
  LangiumDocument,
  LangiumSharedCoreServices,
  MaybePromise,
  ParseResult,
  URI,
} from 'langium';
import type { Faults } from '../faults.ts';
import { startOf } from '../faults.ts';
import type { ChoreoFile } from '../generated/ast.ts';
import type { VisibleNamesProvider } from '../references/visible-names.ts';
import type { ChoreoIndexManager } from './choreo-index-manager.ts';
import type { Choreographies } from './choreographies.ts';
import { innermost, isSkippedFolder, isSkippedIn, isWithin } from './folders.ts';

/** The services that it needs. Declared here, since the type of all services includes this one. */
type BuilderServices = LangiumSharedCoreServices & {
  readonly Faults: Faults;
  readonly references: { readonly VisibleNames: VisibleNamesProvider };
  readonly workspace: { readonly Choreographies: Choreographies; readonly IndexManager: ChoreoIndexManager };
};

export class ChoreoDocumentBuilder extends DefaultDocumentBuilder {
  readonly #choreographies: () => Choreographies;
  readonly #names: () => VisibleNamesProvider;
  readonly #index: () => ChoreoIndexManager;
  readonly #faults: Faults;
  /** Findings depend on something that has changed without notification, even if no file needs a build. */
  #isNews = false;
  /** A second pass will follow, since names may mean something else. Findings before it would be outdated at once. */
  #isFirstPass = false;
  readonly #exported = new Map<string, ReadonlySet<string>>();
  #regrouped = new Set<string>();

  constructor(services: BuilderServices) {
    super(services);
    this.#faults = services.Faults;
    // Requested late, because of a cyclic dependency between services.
    this.#choreographies = () => services.workspace.Choreographies;
    this.#names = () => services.references.VisibleNames;
    this.#index = () => services.workspace.IndexManager;
    this.onBuildPhase(DocumentState.Parsed, documents => documents.forEach(document => this.#noteMembership(document)));
    this.onBuildPhase(DocumentState.IndexedContent, documents => {
      this.#names().clear();
      documents.forEach(document => this.#noteExports(document));
    });
    this.onUpdate((_changed, deleted) => {
      for (const uri of deleted) {
        const root = this.#choreographies().rootOfKnown(uri.toString());
        if (root !== undefined) this.#regrouped.add(root);
        this.#exported.delete(uri.toString());
        this.#choreographies().forget(uri.toString());
        this.#faults.forget(uri.toString(), DocumentState.Changed);
      }
      if (deleted.length === 0) return;
      this.#names().clear();
      this.#isNews = true;
    });
  }

  /** If a fault of Choreo stops the build of one file, the other files continue. */
  protected override async runCancelable(
    documents: LangiumDocument[],
    targetState: DocumentState,
    cancelToken: Cancellation.CancellationToken,
    callback: (document: LangiumDocument) => MaybePromise<unknown>,
  ): Promise<void> {
    await super.runCancelable(documents, targetState, cancelToken, async document => {
      try {
        await callback(document);
      } catch (error) {
        const fault = this.#faults.note(stepTo[targetState], startOf(document.uri.toString()), error);
        this.#faults.keep(fault, targetState);
        // In the tree of an older text, all positions would be wrong.
        if (targetState === DocumentState.Parsed) document.parseResult = emptyResult(document);
      }
    });
  }

  override onBuildPhase(targetState: DocumentState, callback: DocumentBuildListener): Disposable {
    return super.onBuildPhase(targetState, async (documents, token) => {
      const [first] = documents;
      await this.#heard(first?.uri, () => callback(documents, token));
    });
  }

  override onUpdate(callback: DocumentUpdateListener): Disposable {
    return super.onUpdate((changed, deleted) =>
      this.#heard(changed[0] ?? deleted[0], () => callback(changed, deleted)),
    );
  }

  /** If one listener throws, the others are still called. */
  async #heard(uri: URI | undefined, callback: () => MaybePromise<unknown>): Promise<void> {
    try {
      await callback();
    } catch (error) {
      this.#faults.note('notifying about a build', startOf(uri?.toString() ?? ''), error);
    }
  }

  override resetToState(document: LangiumDocument, state: DocumentState): void {
    this.#faults.forget(document.uri.toString(), state);
    super.resetToState(document, state);
  }

  protected override async notifyBuildPhase(
    documents: LangiumDocument[],
    state: DocumentState,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    if (state !== DocumentState.Validated) return super.notifyBuildPhase(documents, state, cancelToken);
    if (this.#isFirstPass && this.#regrouped.size > 0) {
      this.#isNews = true;
      return;
    }
    if (documents.length > 0) await super.notifyBuildPhase(documents, state, cancelToken);
    else if (this.#isNews) for (const listener of this.buildPhaseListeners.get(state)) await listener([], cancelToken);
    this.#isNews = false;
  }

  override async build<T extends AstNode>(
    documents: LangiumDocument<T>[],
    options?: BuildOptions,
    cancelToken?: Cancellation.CancellationToken,
  ): Promise<void> {
    await super.build(documents, options, cancelToken);
    // All files were linked together, so no earlier link can be outdated.
    this.#regrouped.clear();
  }

  override async update(
    changed: URI[],
    deleted: URI[],
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<void> {
    const { present, gone } = await this.#whatIsThere(changed, deleted);
    const noteMoves = this.#movesAfter(gone);
    this.#isFirstPass = true;
    try {
      await super.update(present, gone, cancelToken);
    } finally {
      this.#isFirstPass = false;
    }
    noteMoves();
    if (this.#regrouped.size === 0) return;
    const roots = this.#regrouped;
    this.#regrouped = new Set();
    this.#relink(document => roots.has(this.#choreographies().groupOf(document).root));
    await super.update([], [], cancelToken);
    // Files that are being linked again need no notification.
    this.#regrouped.clear();
  }

  /** A file that comes with the text of one that goes was moved: a watcher, or a look at the disk, does not say so. */
  #movesAfter(gone: readonly URI[]): () => void {
    if (gone.length === 0) return () => {};
    const before = this.langiumDocuments.all.toArray();
    const known = new Set(before.map(({ uri }) => uri.toString()));
    const outer = new Set(gone.map(uri => uri.toString().replace(/\/+$/, '')));
    const left = before.filter(({ uri }) => selfAndFolders(uri.toString()).some(one => outer.has(one)));
    const texts = new Map(left.map(({ uri, textDocument }) => [textDocument.getText(), uri]));
    return () => {
      for (const { uri, textDocument } of this.langiumDocuments.all) {
        const from = known.has(uri.toString()) ? undefined : texts.get(textDocument.getText());
        if (from) this.#choreographies().noteMove(from, uri);
      }
    };
  }

  /** The workspace folders changed, so files must be grouped into choreographies again. */
  async updateRoots(added: URI[], removed: URI[], cancelToken: Cancellation.CancellationToken): Promise<void> {
    this.#choreographies().forgetAll();
    this.#names().clear();
    this.#isNews = true;
    this.#relink(() => true);
    await this.update(added, removed, cancelToken);
  }

  #relink(isStale: (document: LangiumDocument) => boolean): void {
    const stale = this.langiumDocuments.all.filter(document => document.state > DocumentState.ComputedScopes);
    for (const document of stale.filter(isStale).toArray()) this.resetToState(document, DocumentState.ComputedScopes);
  }

  /**
   * An open file exists, whatever happened on disk. For other files, only the disk is reliable. A notification may be
   * late, and the file may have been deleted since.
   */
  async #whatIsThere(changed: readonly URI[], deleted: readonly URI[]) {
    const present: URI[] = [];
    const gone: URI[] = [];
    for (const uri of changed) (this.#isOpen(uri) || (await this.#isInWorkspace(uri)) ? present : gone).push(uri);
    for (const uri of deleted) {
      gone.push(uri);
      for (const document of this.langiumDocuments.all) {
        if (isWithin(document.uri, uri) && this.#isOpen(document.uri)) present.push(document.uri);
      }
    }
    return { present, gone };
  }

  #isOpen(uri: URI): boolean {
    return this.textDocuments?.get(uri.toString()) !== undefined;
  }

  /** Whether the file exists on disk, in a folder that is searched for choreographies. */
  async #isInWorkspace(uri: URI): Promise<boolean> {
    const folders = this.workspaceManager().workspaceFolders ?? [];
    if (innermost(folders, uri) === undefined) return false;
    if (isSkippedIn(folders, uri) || isSkippedFolder(UriUtils.basename(uri))) return false;
    return (await this.fileSystemProvider.exists(uri)) && !(await this.#hasOtherCase(uri));
  }

  /** On many disks, `Shop.choreo` also exists after it was renamed to `shop.choreo`. */
  async #hasOtherCase(uri: URI): Promise<boolean> {
    const beside = await this.fileSystemProvider.readDirectory(UriUtils.dirname(uri));
    const names = beside.map(entry => UriUtils.basename(entry.uri));
    const name = UriUtils.basename(uri);
    return !names.includes(name) && names.some(other => other.toLowerCase() === name.toLowerCase());
  }

  /** Does nothing: findings are about whole choreographies, so the checker publishes them instead. */
  protected override async validate(): Promise<void> {}

  #noteMembership(document: LangiumDocument): void {
    if (this.#choreographies().note(document)) this.#regrouped.add(this.#choreographies().groupOf(document).root);
  }

  /** If several files under a root declare the same name, adding or removing one changes the meaning in other files. */
  #noteExports(document: LangiumDocument): void {
    const uri = document.uri.toString();
    const before = this.#exported.get(uri) ?? new Set();
    const now = new Set(
      this.#index()
        .declaredIn(uri)
        .map(({ name }) => name),
    );
    this.#exported.set(uri, now);
    const moved = [...now].filter(name => !before.has(name)).concat([...before].filter(name => !now.has(name)));
    if (moved.length === 0) return;
    const others = [...this.#exported].filter(([other]) => other !== uri);
    if (moved.some(name => others.some(([, names]) => names.has(name)))) {
      this.#regrouped.add(this.#choreographies().groupOf(document).root);
    }
  }
}

/** A URI and those of the folders around it. */
function selfAndFolders(uri: string): readonly string[] {
  return [...uri.matchAll(/\//g)].map(({ index }) => uri.slice(0, index)).concat(uri);
}

/** The activity in each build phase, for reports of faults. */
const stepTo: Readonly<Record<DocumentState, string>> = {
  [DocumentState.Changed]: 'reading the file',
  [DocumentState.Parsed]: 'parsing the file',
  [DocumentState.IndexedContent]: 'finding declarations',
  [DocumentState.ComputedScopes]: 'finding declarations',
  [DocumentState.Linked]: 'resolving names',
  [DocumentState.IndexedReferences]: 'recording references',
  [DocumentState.Validated]: 'checking the file',
};

function emptyResult(document: LangiumDocument): ParseResult {
  const value: ChoreoFile = { $type: 'ChoreoFile', $document: document, declarations: [] };
  return { value, lexerErrors: [], parserErrors: [] };
}
