/** Sends findings to the editor for every file whose findings changed, even if another file was edited. */
import { DocumentState } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { compareSpans } from '@choreo/model';
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Checker } from '../validation/checker.ts';
import type { Diagnostic } from '../validation/diagnostic.ts';
import type { Choreographies } from '../workspace/choreographies.ts';
import type { RuleDocs } from './rule-docs.ts';
import type { Settings } from './settings.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** The services that the publisher needs. Declared here, since the type of all services includes the publisher's. */
type PublisherServices = LangiumSharedServices & {
  readonly lsp: { readonly RuleDocs: RuleDocs; readonly Settings: Settings };
  readonly validation: { readonly Checker: Checker };
  readonly workspace: { readonly Choreographies: Choreographies };
};

export class DiagnosticsPublisher {
  /** Findings in addition to the checker's. Replaced by whoever runs verifications. */
  more: () => Iterable<Diagnostic> = () => [];
  readonly #services: PublisherServices;
  readonly #checker: Checker;
  readonly #settings: Settings;
  readonly #published = new Map<string, string>();
  readonly #current = new Map<string, readonly Diagnostic[]>();

  constructor(services: PublisherServices) {
    this.#services = services;
    this.#checker = services.validation.Checker;
    this.#settings = services.lsp.Settings;
    this.#checker.settingsOf = group => this.#settings.rulesOf(group);
    services.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, () => this.publish());
    services.workspace.DocumentBuilder.onUpdate((_changed, deleted) => {
      for (const uri of deleted) {
        this.#published.delete(uri.toString());
        this.#current.delete(uri.toString());
      }
    });
    this.#settings.onChange(() => this.publish());
  }

  /** The findings that are currently shown in the file with this URI. */
  diagnosticsOf(uri: string): readonly Diagnostic[] {
    return this.#current.get(uri) ?? [];
  }

  async publish(): Promise<void> {
    const groups = this.#services.workspace.Choreographies.all();
    await this.#settings.load(groups);
    const byFile = new Map<string, Diagnostic[]>();
    for (const document of this.#services.workspace.LangiumDocuments.all) byFile.set(document.uri.toString(), []);
    for (const { diagnostics } of this.#checker.checkAll()) {
      for (const diagnostic of diagnostics) byFile.get(diagnostic.span.uri)?.push(diagnostic);
    }
    const added = new Set<Diagnostic[]>();
    for (const diagnostic of this.more()) {
      const here = byFile.get(diagnostic.span.uri);
      here?.push(diagnostic);
      if (here) added.add(here);
    }
    for (const diagnostics of added) diagnostics.sort((a, b) => compareSpans(a.span, b.span));
    for (const [uri, problems] of this.#settings.problems()) byFile.set(uri, [...problems]);
    for (const [uri, diagnostics] of byFile) {
      this.#current.set(uri, diagnostics);
      this.#send(uri, diagnostics);
    }
    for (const uri of this.#published.keys()) if (!byFile.has(uri)) this.#send(uri, []);
  }

  #send(uri: string, diagnostics: readonly Diagnostic[]): void {
    const lsp = diagnostics.map(diagnostic => toLsp(diagnostic, code => this.#services.lsp.RuleDocs.urlOf(code)));
    const text = JSON.stringify(lsp);
    if ((this.#published.get(uri) ?? '[]') === text) return;
    this.#published.set(uri, text);
    this.#services.lsp.Connection?.sendDiagnostics({ uri, diagnostics: lsp }).catch(error => console.error(error));
  }
}

export function toLsp(diagnostic: Diagnostic, urlOf: (code: string) => string | undefined): LspDiagnostic {
  const url = urlOf(diagnostic.code);
  const tags = (diagnostic.tags ?? []).map(tag =>
    tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary,
  );
  return {
    source: 'choreo',
    code: diagnostic.code,
    ...(url ? { codeDescription: { href: url } } : {}),
    severity: severities[diagnostic.severity],
    message: diagnostic.message,
    range: diagnostic.span.range,
    ...(tags.length > 0 ? { tags } : {}),
    relatedInformation: diagnostic.related.map(({ message, span }) => ({
      message,
      location: { uri: span.uri, range: span.range },
    })),
  };
}
