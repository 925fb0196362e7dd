/** The server's capabilities, beyond what Langium announces. */
import { DefaultLanguageServer } from 'langium/lsp';
import { CodeActionKind } from 'vscode-languageserver';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver';
import { refactoringKinds } from './refactoring/refactoring-actions.ts';

export class ChoreoLanguageServer extends DefaultLanguageServer {
  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const result = super.buildInitializeResult(params);
    const codeActionKinds = [CodeActionKind.QuickFix, ...refactoringKinds];
    return {
      ...result,
      capabilities: {
        ...result.capabilities,
        // The edits of a refactoring are made when somebody chooses it, the words of a lens when it comes into sight.
        codeActionProvider: { codeActionKinds, resolveProvider: true },
        codeLensProvider: { resolveProvider: true },
      },
    };
  }
}
