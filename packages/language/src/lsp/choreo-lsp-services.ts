/** The types of the language's services in an editor. */
import type { CodeActionProvider, ImplementationProvider, LangiumServices, LangiumSharedServices } from 'langium/lsp';
import type { Command } from 'vscode-languageserver';
import type { ChoreoAddedServices, ChoreoAddedSharedServices } from '../choreo-services.ts';
import type { Diagnostic } from '../validation/diagnostic.ts';
import type { ChoreoCodeLenses } from './code-lenses.ts';
import type { FindGenerated } from './navigation/generated-part.ts';
import type { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import type { ChoreoDocumentUpdates } from './document-updates.ts';
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
  readonly lsp: {
    readonly CodeActionProvider: CodeActionProvider & { runOf: (diagnostic: Diagnostic) => Command | undefined };
    readonly CodeLensProvider: ChoreoCodeLenses;
    readonly ImplementationProvider: ImplementationProvider & { find: FindGenerated };
  };
}

export type ChoreoLspServices = Omit<LangiumServices, 'shared'> &
  ChoreoAddedServices &
  ChoreoAddedLspServices & { readonly shared: ChoreoLspSharedServices };
