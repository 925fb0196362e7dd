/** The server's capabilities, beyond what Langium announces. */
import { DefaultLanguageServer } from 'langium/lsp';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver';

export class ChoreoLanguageServer extends DefaultLanguageServer {
  /** The words of a lens are made when it comes into sight. */
  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const result = super.buildInitializeResult(params);
    return { ...result, capabilities: { ...result.capabilities, codeLensProvider: { resolveProvider: true } } };
  }
}
