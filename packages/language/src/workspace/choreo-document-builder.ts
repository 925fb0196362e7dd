/** Rebuilds what a change reaches: not only files that name a changed one, but all whose names may now mean something else. */
import { Cancellation, DefaultDocumentBuilder, DocumentState } from 'langium';
import type { LangiumDocument, URI } from 'langium';
import type { ChoreoSharedServices } from '../choreo-module.ts';
import type { VisibleNamesProvider } from '../references/visible-names.ts';
import type { ChoreoIndexManager } from './choreo-index-manager.ts';
import type { Choreographies } from './choreographies.ts';

export class ChoreoDocumentBuilder extends DefaultDocumentBuilder {
  private readonly choreographies: () => Choreographies;
  private readonly names: () => VisibleNamesProvider;
  private readonly index: () => ChoreoIndexManager;
  private readonly exported = new Map<string, ReadonlySet<string>>();
  private regrouped = new Set<string>();

  constructor(services: ChoreoSharedServices) {
    super(services);
    // Asked for late, since those services need others that need this one.
    this.choreographies = () => services.workspace.Choreographies;
    this.names = () => services.references.VisibleNames;
    this.index = () => services.workspace.IndexManager;
    this.onBuildPhase(DocumentState.Parsed, documents => documents.forEach(document => this.noteMembership(document)));
    this.onBuildPhase(DocumentState.IndexedContent, documents => {
      this.names().clear();
      documents.forEach(document => this.noteExports(document));
    });
    this.onUpdate((_changed, deleted) => {
      for (const uri of deleted) {
        this.exported.delete(uri.toString());
        this.choreographies().forget(uri.toString());
      }
      if (deleted.length > 0) this.names().clear();
    });
  }

  override async update(
    changed: URI[],
    deleted: URI[],
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<void> {
    await super.update(changed, deleted, cancelToken);
    if (this.regrouped.size === 0) return;
    const roots = this.regrouped;
    this.regrouped = new Set();
    const ofRoots = (document: LangiumDocument) => roots.has(this.choreographies().groupOf(document).root);
    const stale = this.langiumDocuments.all
      .filter(ofRoots)
      .map(document => document.uri)
      .toArray();
    await super.update(stale, [], cancelToken);
    this.regrouped.clear();
  }

  /** Findings are about whole choreographies: the checker finds and publishes them, no single file does. */
  protected override async validate(): Promise<void> {}

  private noteMembership(document: LangiumDocument): void {
    if (this.choreographies().note(document)) this.regrouped.add(this.choreographies().groupOf(document).root);
  }

  /** A name that comes or goes while another file under the root declares it too changes what third files mean by it. */
  private noteExports(document: LangiumDocument): void {
    const uri = document.uri.toString();
    const before = this.exported.get(uri);
    const now = new Set(
      this.index()
        .declaredIn(uri)
        .map(({ name }) => name),
    );
    this.exported.set(uri, now);
    if (!before) return;
    const moved = [...now].filter(name => !before.has(name)).concat([...before].filter(name => !now.has(name)));
    if (moved.length === 0) return;
    const others = [...this.exported].filter(([other]) => other !== uri);
    if (moved.some(name => others.some(([, names]) => names.has(name)))) {
      this.regrouped.add(this.choreographies().groupOf(document).root);
    }
  }
}
