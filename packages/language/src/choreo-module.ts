/** Assembles the services of the language. `lsp` adds the editor features, which the command line does not need. */
import { AstUtils, createDefaultCoreModule, createDefaultSharedCoreModule, createGrammarConfig, inject } from 'langium';
import type {
  DeepPartial,
  DefaultSharedCoreModuleContext,
  LangiumCoreServices,
  LangiumSharedCoreServices,
  Module,
} from 'langium';
import type {
  ChoreoAddedServices,
  ChoreoAddedSharedServices,
  ChoreoServices,
  ChoreoSharedServices,
} from './choreo-services.ts';
import { Faults } from './faults.ts';
import { ChoreoGeneratedModule, ChoreoGeneratedSharedModule } from './generated/module.ts';
import { Models } from './lowering/models.ts';
import { ChoreoLexer } from './parser/choreo-lexer.ts';
import { createChoreoParser } from './parser/choreo-parser.ts';
import { ChoreoTokenBuilder } from './parser/choreo-token-builder.ts';
import { ChoreoLexerErrorMessages } from './parser/lexer-error-messages.ts';
import { ChoreoParserErrorMessages } from './parser/parser-error-messages.ts';
import { nameCharacter } from './parser/words.ts';
import { ChoreoLinker } from './references/choreo-linker.ts';
import { ChoreoNameProvider } from './references/choreo-name-provider.ts';
import { ChoreoReferenceDescriptions } from './references/choreo-reference-descriptions.ts';
import { ChoreoReferences } from './references/choreo-references.ts';
import { ChoreoScopeComputation } from './references/choreo-scope-computation.ts';
import { ChoreoScopeProvider } from './references/choreo-scope-provider.ts';
import { VisibleNamesProvider } from './references/visible-names.ts';
import { Checker } from './validation/checker.ts';
import { ChoreoDocumentBuilder } from './workspace/choreo-document-builder.ts';
import { ChoreoIndexManager } from './workspace/choreo-index-manager.ts';
import { ChoreoWorkspaceManager } from './workspace/choreo-workspace-manager.ts';
import { Choreographies } from './workspace/choreographies.ts';
import { workspaceRoots } from './workspace/roots.ts';

export const choreoSharedModule: Module<
  ChoreoSharedServices,
  ChoreoAddedSharedServices & DeepPartial<LangiumSharedCoreServices>
> = {
  Faults: () => new Faults(),
  references: {
    VisibleNames: services =>
      new VisibleNamesProvider(services.workspace.IndexManager, services.workspace.Choreographies),
  },
  workspace: {
    RootOf: services => workspaceRoots(services),
    Choreographies: services => new Choreographies(services.workspace.LangiumDocuments, services.workspace.RootOf),
    IndexManager: services => new ChoreoIndexManager(services),
    DocumentBuilder: services => new ChoreoDocumentBuilder(services),
    WorkspaceManager: services => new ChoreoWorkspaceManager(services),
  },
  lowering: {
    Models: services =>
      new Models(
        services.workspace.Choreographies,
        services.workspace.DocumentBuilder,
        part => {
          const language = services.ServiceRegistry.getServices(AstUtils.getDocument(part).uri) as ChoreoServices;
          return language.references.ScopeProvider.namesFor(part);
        },
        services.Faults,
      ),
  },
  validation: {
    Checker: services => new Checker(services),
  },
};

export const choreoModule: Module<ChoreoServices, ChoreoAddedServices & DeepPartial<LangiumCoreServices>> = {
  parser: {
    ParserErrorMessageProvider: () => new ChoreoParserErrorMessages(),
    LexerErrorMessageProvider: () => new ChoreoLexerErrorMessages(),
    TokenBuilder: () => new ChoreoTokenBuilder(),
    Lexer: services => new ChoreoLexer(services as LangiumCoreServices),
    GrammarConfig: services => ({ ...createGrammarConfig(services as LangiumCoreServices), nameRegexp: nameCharacter }),
    LangiumParser: services => createChoreoParser(services as LangiumCoreServices),
  },
  references: {
    Linker: services => new ChoreoLinker(services),
    NameProvider: () => new ChoreoNameProvider(),
    References: services => new ChoreoReferences(services),
    ScopeComputation: services => new ChoreoScopeComputation(services as LangiumCoreServices),
    ScopeProvider: services => new ChoreoScopeProvider(services),
  },
  workspace: {
    ReferenceDescriptionProvider: services => new ChoreoReferenceDescriptions(services as LangiumCoreServices),
  },
};

/** The language without editor features. `overrides` replace shared services, for example `RootOf`. */
export function createChoreoCoreServices(
  context: DefaultSharedCoreModuleContext,
  overrides: Module<ChoreoSharedServices, DeepPartial<ChoreoSharedServices>> = {},
): { readonly shared: ChoreoSharedServices; readonly choreo: ChoreoServices } {
  const shared = inject(
    createDefaultSharedCoreModule(context),
    ChoreoGeneratedSharedModule,
    choreoSharedModule,
    overrides,
  ) as ChoreoSharedServices;
  const choreo = inject(createDefaultCoreModule({ shared }), ChoreoGeneratedModule, choreoModule) as ChoreoServices;
  shared.ServiceRegistry.register(choreo as LangiumCoreServices);
  return { shared, choreo };
}
