/** Offers quick fixes for diagnostics, and refactorings of what is selected. */
import type { LangiumDocument } from 'langium';
import { URI } from 'langium';
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Range, TextEdit } from 'vscode-languageserver';
import { fixesOf } from '../validation/fixes.ts';
import type { Fix } from '../validation/diagnostic.ts';
import { toLsp } from './diagnostics-publisher.ts';
import type { ChoreoLspServices, ResolvingCodeActionProvider } from './choreo-lsp-services.ts';
import { RefactoringActions } from './refactoring/refactoring-actions.ts';

export class ChoreoCodeActions implements ResolvingCodeActionProvider {
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
    return touched.flatMap(diagnostic =>
      fixesOf(diagnostic, { choreography, textOf, scopes }).map(fix => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toLsp(diagnostic, code => shared.lsp.RuleDocs.urlOf(code))],
        ...(fix.isPreferred ? { isPreferred: true } : {}),
        edit: { changes: changesOf(fix) },
      })),
    );
  }
}

function changesOf(fix: Fix): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, range, newText } of fix.edits) (changes[uri] ??= []).push({ range, newText });
  return changes;
}

function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
