/** The types of the language's services in an editor. */
import type {
  CodeActionProvider,
  ImplementationProvider,
  LangiumServices,
  LangiumSharedServices,
  LanguageServer,
} from 'langium/lsp';
import type { CodeAction, Command, CompletionItem } from 'vscode-languageserver';
import type { ChoreoAddedServices, ChoreoAddedSharedServices } from '../choreo-services.ts';
import type { Diagnostic } from '../validation/diagnostic.ts';
import type { ChoreoCodeLenses } from './code-lenses.ts';
import type { FindGenerated } from './navigation/generated-part.ts';
import type { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import type { ChoreoDocumentUpdates } from './document-updates.ts';
import type { VerdictSource } from './hover/known-verdicts.ts';
import type { ChoreoRename } from './rename.ts';
import type { RuleDocs } from './rule-docs.ts';
import type { ChoreoSelectionRanges } from './selection-ranges.ts';
import type { Settings } from './settings.ts';

export interface ChoreoAddedLspSharedServices {
  readonly lsp: {
    readonly DiagnosticsPublisher: DiagnosticsPublisher;
    readonly DocumentUpdateHandler: ChoreoDocumentUpdates;
    /** `resolveCompletion` adds the documentation of a completion that was answered. */
    readonly LanguageServer: LanguageServer & { resolveCompletion: (item: CompletionItem) => CompletionItem };
    readonly RuleDocs: RuleDocs;
    readonly Settings: Settings;
  };
}

export type ChoreoLspSharedServices = LangiumSharedServices & ChoreoAddedSharedServices & ChoreoAddedLspSharedServices;

/** Offers actions without their edits, and adds these once an action is chosen. */
export interface ResolvingCodeActionProvider extends CodeActionProvider {
  /** The command that shows the run of a finding. Replaced by whoever runs verifications. */
  runOf: (diagnostic: Diagnostic) => Command | undefined;
  resolve(action: CodeAction): Promise<CodeAction>;
}

export interface ChoreoAddedLspServices {
  readonly lsp: {
    readonly CodeActionProvider: ResolvingCodeActionProvider;
    readonly CodeLensProvider: ChoreoCodeLenses;
    /** `find` is set by whoever can read files. */
    readonly ImplementationProvider: ImplementationProvider & { find: FindGenerated };
    readonly RenameProvider: ChoreoRename;
    readonly SelectionRanges: ChoreoSelectionRanges;
    readonly VerdictSource: VerdictSource;
  };
}

export type ChoreoLspServices = Omit<LangiumServices, 'shared'> &
  ChoreoAddedServices &
  ChoreoAddedLspServices & { readonly shared: ChoreoLspSharedServices };
