/** The types of the language's services in an editor. */
import type { LangiumServices, LangiumSharedServices } from 'langium/lsp';
import type { ChoreoAddedServices, ChoreoAddedSharedServices } from '../choreo-services.ts';
import type { ChoreoCodeLenses } from './code-lenses.ts';
import type { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import type { ChoreoDocumentUpdates } from './document-updates.ts';
import type { ChoreoRename } from './rename.ts';
import type { RuleDocs } from './rule-docs.ts';
import type { Settings } from './settings.ts';

export interface ChoreoAddedLspSharedServices {
  readonly lsp: {
    readonly DiagnosticsPublisher: DiagnosticsPublisher;
    readonly DocumentUpdateHandler: ChoreoDocumentUpdates;
    readonly RuleDocs: RuleDocs;
    readonly Settings: Settings;
  };
}

export type ChoreoLspSharedServices = LangiumSharedServices & ChoreoAddedSharedServices & ChoreoAddedLspSharedServices;

export interface ChoreoAddedLspServices {
  readonly lsp: { readonly CodeLensProvider: ChoreoCodeLenses; readonly RenameProvider: ChoreoRename };
}

export type ChoreoLspServices = Omit<LangiumServices, 'shared'> &
  ChoreoAddedServices &
  ChoreoAddedLspServices & { readonly shared: ChoreoLspSharedServices };
