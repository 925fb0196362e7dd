/** The server's capabilities beyond what Langium announces, and the requests that Langium has no service for. */
import { URI } from 'langium';
import { DefaultLanguageServer } from 'langium/lsp';
import type { LangiumSharedServices } from 'langium/lsp';
import { CodeActionKind } from 'vscode-languageserver';
import type { CompletionItem, InitializeParams, InitializeResult } from 'vscode-languageserver';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';
import { refactoringKinds } from './refactoring/refactoring-actions.ts';

export class ChoreoLanguageServer extends DefaultLanguageServer {
  /** Adds its documentation to a completion that was answered. */
  resolveCompletion: (item: CompletionItem) => CompletionItem = item => item;

  constructor(services: LangiumSharedServices) {
    super(services);
    const connection = services.lsp.Connection;
    connection?.onCompletionResolve(item => this.resolveCompletion(item));
    connection?.onSelectionRanges(async ({ textDocument: { uri }, positions }) => {
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
    const { completionProvider } = result.capabilities;
    const codeActionKinds = [CodeActionKind.QuickFix, ...refactoringKinds];
    return {
      ...result,
      capabilities: {
        ...result.capabilities,
        selectionRangeProvider: true,
        // The edits of a refactoring are made when somebody chooses it, the words of a lens when it comes into sight, the
        // documentation of a completion when it is selected.
        codeActionProvider: { codeActionKinds, resolveProvider: true },
        codeLensProvider: { resolveProvider: true },
        ...(completionProvider && { completionProvider: { ...completionProvider, resolveProvider: true } }),
      },
    };
  }
}
