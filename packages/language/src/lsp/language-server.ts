/** Says what the server can do beyond what Langium says. */
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
      capabilities: { ...result.capabilities, codeActionProvider: { codeActionKinds, resolveProvider: true } },
    };
  }
}
