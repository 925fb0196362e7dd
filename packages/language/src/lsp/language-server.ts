/** What our server can do beyond what Langium's says of itself. */
import { DefaultLanguageServer } from 'langium/lsp';
import type { LangiumSharedServices } from 'langium/lsp';
import type { CompletionItem, InitializeParams, InitializeResult } from 'vscode-languageserver';

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
    if (completionProvider) completionProvider.resolveProvider = true;
    return result;
  }
}
