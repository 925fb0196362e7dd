/** Lenses above declarations. What they say is only known where verifications run: whoever does says it here. */
import type { LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import type { CodeLens } from 'vscode-languageserver';

export class ChoreoCodeLenses implements CodeLensProvider {
  /** Replaced by whoever knows. */
  lensesOf: (document: LangiumDocument) => readonly CodeLens[] = () => [];

  provideCodeLens(document: LangiumDocument): CodeLens[] {
    return [...this.lensesOf(document)];
  }
}
