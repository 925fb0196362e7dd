/** The server's capabilities, beyond what Langium announces. */
import { DefaultLanguageServer } from 'langium/lsp';
import type { LangiumSharedServices } from 'langium/lsp';
import { CodeActionKind } from 'vscode-languageserver';
import type { CompletionItem, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { refactoringKinds } from './refactoring/refactoring-actions.ts';

export class ChoreoLanguageServer extends DefaultLanguageServer {
  /** Adds its documentation to a completion that was answered. */
  resolveCompletion: (item: CompletionItem) => CompletionItem = item => item;

  constructor(services: LangiumSharedServices) {
    super(services);
    services.lsp.Connection?.onCompletionResolve(item => this.resolveCompletion(item));
  }

  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const result = super.buildInitializeResult(params);
    const { completionProvider } = result.capabilities;
    const codeActionKinds = [CodeActionKind.QuickFix, ...refactoringKinds];
    return {
      ...result,
      capabilities: {
        ...result.capabilities,
        // The edits of a refactoring are made when somebody chooses it, the words of a lens when it comes into sight, the
        // documentation of a completion when it is selected.
        codeActionProvider: { codeActionKinds, resolveProvider: true },
        codeLensProvider: { resolveProvider: true },
        ...(completionProvider && { completionProvider: { ...completionProvider, resolveProvider: true } }),
      },
    };
  }
}
