/** Offers quick fixes for diagnostics, and refactorings of what is selected. */
import type { LangiumDocument } from 'langium';
import { URI } from 'langium';
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Command, Range } from 'vscode-languageserver';
import { fixesOf } from '../validation/fixes.ts';
import type { Diagnostic } from '../validation/diagnostic.ts';
import { toLsp } from './diagnostics-publisher.ts';
import type { ChoreoLspServices, ResolvingCodeActionProvider } from './choreo-lsp-services.ts';
import { quickFixes } from './quick-fixes.ts';
import { RefactoringActions } from './refactoring/refactoring-actions.ts';

export class ChoreoCodeActions implements ResolvingCodeActionProvider {
  /** The command that shows the run of a finding. Replaced by whoever runs verifications. */
  runOf: (diagnostic: Diagnostic) => Command | undefined = () => undefined;
  readonly #services: ChoreoLspServices;

  readonly #refactorings: RefactoringActions;

  constructor(services: ChoreoLspServices) {
    this.#services = services;
    this.#refactorings = new RefactoringActions(services);
  }

  async getCodeActions(document: LangiumDocument, params: CodeActionParams): Promise<CodeAction[]> {
    const fixes = this.#quickFixes(document, params);
    const titles = new Set(fixes.map(({ title }) => title));
    const refactorings = await this.#refactorings.actionsAt(document, params);
    return [...fixes, ...refactorings.filter(({ title }) => !titles.has(title))];
  }

  /** Adds the edits of a refactoring, once it is chosen. */
  resolve(action: CodeAction): Promise<CodeAction> {
    return this.#refactorings.resolve(action);
  }

  #quickFixes(document: LangiumDocument, params: CodeActionParams): CodeAction[] {
    const { shared } = this.#services;
    const only = params.context.only;
    if (only && !only.some(kind => CodeActionKind.QuickFix.startsWith(kind))) return [];
    const here = shared.lsp.DiagnosticsPublisher.diagnosticsOf(document.uri.toString());
    const touched = here.filter(({ span }) => overlaps(span.range, params.range));
    if (touched.length === 0) return [];
    const group = shared.workspace.Choreographies.groupOf(document);
    const { choreography } = shared.validation.Checker.check(group);
    const textOf = (uri: string) =>
      shared.workspace.LangiumDocuments.getDocument(URI.parse(uri))?.textDocument.getText() ?? '';
    const scopes = this.#services.references.ScopeProvider;
    return quickFixes(
      touched.map(diagnostic => {
        const showRun = this.runOf(diagnostic);
        return {
          diagnostic,
          lsp: toLsp(diagnostic, code => shared.lsp.RuleDocs.urlOf(code)),
          underlined: document.textDocument.getText(diagnostic.span.range),
          fixes: fixesOf(diagnostic, { choreography, textOf, scopes }),
          ...(showRun ? { showRun } : {}),
        };
      }),
    );
  }
}

function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
