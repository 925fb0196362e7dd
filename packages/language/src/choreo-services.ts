/** The types of the language's services, without their implementation. */
import type { LangiumCoreServices, LangiumSharedCoreServices } from 'langium';
import type { Faults } from './faults.ts';
import type { Models } from './lowering/models.ts';
import type { ChoreoReferences } from './references/choreo-references.ts';
import type { ChoreoScopeProvider } from './references/choreo-scope-provider.ts';
import type { VisibleNamesProvider } from './references/visible-names.ts';
import type { Checker } from './validation/checker.ts';
import type { ChoreoDocumentBuilder } from './workspace/choreo-document-builder.ts';
import type { ChoreoIndexManager } from './workspace/choreo-index-manager.ts';
import type { ChoreoWorkspaceManager } from './workspace/choreo-workspace-manager.ts';
import type { Choreographies } from './workspace/choreographies.ts';
import type { RootOf } from './workspace/roots.ts';

export interface ChoreoAddedSharedServices {
  readonly Faults: Faults;
  readonly references: { readonly VisibleNames: VisibleNamesProvider };
  readonly workspace: {
    readonly Choreographies: Choreographies;
    readonly DocumentBuilder: ChoreoDocumentBuilder;
    readonly WorkspaceManager: ChoreoWorkspaceManager;
    readonly IndexManager: ChoreoIndexManager;
    readonly RootOf: RootOf;
  };
  readonly lowering: { readonly Models: Models };
  readonly validation: { readonly Checker: Checker };
}

export type ChoreoSharedServices = LangiumSharedCoreServices & ChoreoAddedSharedServices;

export interface ChoreoAddedServices {
  readonly references: { readonly References: ChoreoReferences; readonly ScopeProvider: ChoreoScopeProvider };
}

export type ChoreoServices = Omit<LangiumCoreServices, 'shared'> &
  ChoreoAddedServices & { readonly shared: ChoreoSharedServices };
