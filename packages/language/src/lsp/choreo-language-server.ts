/** Answers the requests that Langium has no service for: selection ranges. */
import { URI } from 'langium';
import { DefaultLanguageServer } from 'langium/lsp';
import type { LangiumSharedServices } from 'langium/lsp';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';

export class ChoreoLanguageServer extends DefaultLanguageServer {
  constructor(services: LangiumSharedServices) {
    super(services);
    services.lsp.Connection?.onSelectionRanges(async ({ textDocument: { uri }, positions }) => {
      await services.workspace.WorkspaceManager.ready;
      return services.workspace.WorkspaceLock.read(() => {
        const document = services.workspace.LangiumDocuments.getDocument(URI.parse(uri));
        if (!document) return null;
        const language = services.ServiceRegistry.getServices(document.uri) as ChoreoLspServices;
        return language.lsp.SelectionRanges.selectionRanges(document, positions);
      });
    });
  }

  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const result = super.buildInitializeResult(params);
    return { ...result, capabilities: { ...result.capabilities, selectionRangeProvider: true } };
  }
}
