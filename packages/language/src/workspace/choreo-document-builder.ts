/** Rebuilds what a change reaches: not only files that name a changed one, but all whose names may now mean something else. */
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

/** What it needs of the other services: the types of all of them are made of it. */
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
  /** Something has changed that findings rest on and nobody has heard of, though there may be no file to build for it. */
  #isNews = false;
  /** A second pass follows if names may mean something else: what is found before that would be gone at once. */
  #isFirstPass = false;
  readonly #exported = new Map<string, ReadonlySet<string>>();
  #regrouped = new Set<string>();

  constructor(services: BuilderServices) {
    super(services);
    this.#faults = services.Faults;
    // Asked for late, since those services need others that need this one.
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

  /** A file that cannot be taken a step further for a fault of ours stands in nobody's way. */
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
        // The tree of an older text would have everything in the wrong place.
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

  /** One listener that throws keeps nobody else from hearing. */
  async #heard(uri: URI | undefined, callback: () => MaybePromise<unknown>): Promise<void> {
    try {
      await callback();
    } catch (error) {
      this.#faults.note('hearing of a build', startOf(uri?.toString() ?? ''), error);
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
    // All of them were linked together: none was there before that could mean something else now.
    this.#regrouped.clear();
  }

  override async update(
    changed: URI[],
    deleted: URI[],
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<void> {
    const { present, gone } = await this.#whatIsThere(changed, deleted);
    this.#isFirstPass = true;
    try {
      await super.update(present, gone, cancelToken);
    } finally {
      this.#isFirstPass = false;
    }
    if (this.#regrouped.size === 0) return;
    const roots = this.#regrouped;
    this.#regrouped = new Set();
    this.#relink(document => roots.has(this.#choreographies().groupOf(document).root));
    await super.update([], [], cancelToken);
    // What is linked anew is no news.
    this.#regrouped.clear();
  }

  /** Other folders are the workspace: which files belong together has to be found out anew. */
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
   * What is open is there, whatever became of its file; of what is not open only the disk knows. Who reports a change may be
   * late: the file may be gone by now.
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

  /** On the disk, in a place where choreographies are written. */
  async #isInWorkspace(uri: URI): Promise<boolean> {
    const folders = this.workspaceManager().workspaceFolders ?? [];
    if (innermost(folders, uri) === undefined) return false;
    if (isSkippedIn(folders, uri) || isSkippedFolder(UriUtils.basename(uri))) return false;
    return this.fileSystemProvider.exists(uri);
  }

  /** Findings are about whole choreographies: the checker finds and publishes them, no single file does. */
  protected override async validate(): Promise<void> {}

  #noteMembership(document: LangiumDocument): void {
    if (this.#choreographies().note(document)) this.#regrouped.add(this.#choreographies().groupOf(document).root);
  }

  /** A name that comes or goes while another file under the root declares it too changes what third files mean by it. */
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

/** What is done to bring a file to a state, for a report of what went wrong on the way. */
const stepTo: Readonly<Record<DocumentState, string>> = {
  [DocumentState.Changed]: 'reading the file',
  [DocumentState.Parsed]: 'parsing the file',
  [DocumentState.IndexedContent]: 'finding declarations',
  [DocumentState.ComputedScopes]: 'finding declarations',
  [DocumentState.Linked]: 'resolving names',
  [DocumentState.IndexedReferences]: 'noting where names point',
  [DocumentState.Validated]: 'checking the file',
};

function emptyResult(document: LangiumDocument): ParseResult {
  const value: ChoreoFile = { $type: 'ChoreoFile', $document: document, declarations: [] };
  return { value, lexerErrors: [], parserErrors: [] };
}
