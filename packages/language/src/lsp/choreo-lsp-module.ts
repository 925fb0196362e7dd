/** The language with its editor features. */
import { inject } from 'langium';
import type { DeepPartial, Module } from 'langium';
import { createDefaultModule, createDefaultSharedModule } from 'langium/lsp';
import type {
  DefaultSharedModuleContext,
  LangiumServices,
  PartialLangiumServices,
  PartialLangiumSharedServices,
} from 'langium/lsp';
import { choreoModule, choreoSharedModule } from '../choreo-module.ts';
import { ChoreoGeneratedModule, ChoreoGeneratedSharedModule } from '../generated/module.ts';
import { ChoreoLanguageServer } from './choreo-language-server.ts';
import type {
  ChoreoAddedLspServices,
  ChoreoAddedLspSharedServices,
  ChoreoLspServices,
  ChoreoLspSharedServices,
} from './choreo-lsp-services.ts';
import { ChoreoCodeActions } from './code-actions.ts';
import { ChoreoCodeLenses } from './code-lenses.ts';
import { ChoreoCompletion } from './completion.ts';
import { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import { ChoreoDocumentLinks } from './document-links.ts';
import { ChoreoDocumentSymbols } from './document-symbols.ts';
import { ChoreoDocumentUpdates, ChoreoFileOperations } from './document-updates.ts';
import { ChoreoFoldingRanges } from './folding-ranges.ts';
import { ChoreoFormatter } from './formatter.ts';
import { ChoreoHighlights } from './highlights.ts';
import { ChoreoHover } from './hover/hover.ts';
import { VerdictSource } from './hover/known-verdicts.ts';
import { ChoreoCallHierarchy } from './navigation/call-hierarchy.ts';
import { ChoreoImplementation } from './navigation/implementation.ts';
import { ChoreoReferencesProvider } from './navigation/references.ts';
import { ChoreoTypeDefinition } from './navigation/type-definition.ts';
import { ChoreoInlayHints } from './inlay-hints.ts';
import { ChoreoNodeKinds } from './node-kinds.ts';
import { refreshWithOtherFiles } from './refreshing.ts';
import { ChoreoRename } from './rename.ts';
import { RuleDocs } from './rule-docs.ts';
import { ChoreoSelectionRanges } from './selection-ranges.ts';
import { ChoreoSemanticTokens } from './semantic-tokens/semantic-tokens.ts';
import { ChoreoSignatureHelp } from './signature-help/signature-help.ts';
import { Settings } from './settings.ts';

const lspSharedModule: Module<ChoreoLspSharedServices, ChoreoAddedLspSharedServices & PartialLangiumSharedServices> = {
  lsp: {
    DiagnosticsPublisher: services => new DiagnosticsPublisher(services),
    DocumentUpdateHandler: services => new ChoreoDocumentUpdates(services),
    LanguageServer: services => new ChoreoLanguageServer(services),
    FileOperationHandler: services => new ChoreoFileOperations(services),
    NodeKindProvider: () => new ChoreoNodeKinds(),
    RuleDocs: services => new RuleDocs(services.lsp.LanguageServer),
    Settings: services => new Settings(services),
  },
};

const lspModule: Module<ChoreoLspServices, PartialLangiumServices & ChoreoAddedLspServices> = {
  lsp: {
    CallHierarchyProvider: services => new ChoreoCallHierarchy(services),
    ImplementationProvider: services => new ChoreoImplementation(services),
    ReferencesProvider: services => new ChoreoReferencesProvider(services),
    TypeProvider: services => new ChoreoTypeDefinition(services),
    CodeActionProvider: services => new ChoreoCodeActions(services),
    CodeLensProvider: () => new ChoreoCodeLenses(),
    CompletionProvider: services => new ChoreoCompletion(services),
    Formatter: services => new ChoreoFormatter(services),
    FoldingRangeProvider: services => new ChoreoFoldingRanges(services),
    DocumentHighlightProvider: services => new ChoreoHighlights(services as LangiumServices),
    DocumentLinkProvider: services => new ChoreoDocumentLinks(services),
    DocumentSymbolProvider: services => new ChoreoDocumentSymbols(services as LangiumServices),
    HoverProvider: services => new ChoreoHover(services),
    InlayHintProvider: services => new ChoreoInlayHints(services),
    RenameProvider: services => new ChoreoRename(services),
    SelectionRanges: services => new ChoreoSelectionRanges(services.parser.Lexer),
    SemanticTokenProvider: services => new ChoreoSemanticTokens(services),
    SignatureHelp: services => new ChoreoSignatureHelp(services),
    VerdictSource: () => new VerdictSource(),
  },
};

/** The language for a language server with the given connection and file system. */
export function createChoreoLanguageServices(
  context: DefaultSharedModuleContext,
  overrides: Module<ChoreoLspSharedServices, DeepPartial<ChoreoLspSharedServices>> = {},
): { readonly shared: ChoreoLspSharedServices; readonly choreo: ChoreoLspServices } {
  const shared = inject(
    createDefaultSharedModule(context),
    ChoreoGeneratedSharedModule,
    choreoSharedModule,
    lspSharedModule,
    overrides,
  ) as ChoreoLspSharedServices;
  const choreo = inject(
    createDefaultModule({ shared }),
    ChoreoGeneratedModule,
    choreoModule,
    lspModule,
  ) as ChoreoLspServices;
  shared.ServiceRegistry.register(choreo as LangiumServices);
  // Create it now, since it listens to builds.
  void shared.lsp.DiagnosticsPublisher;
  void shared.lsp.RuleDocs;
  refreshWithOtherFiles(shared);
  return { shared, choreo };
}
