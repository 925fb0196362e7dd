/** Shows lenses above declarations. Their content comes from whoever runs verifications. */
import type { LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import type { CodeLens } from 'vscode-languageserver';

export class ChoreoCodeLenses implements CodeLensProvider {
  /** Replaced by whoever runs verifications. */
  lensesOf: (document: LangiumDocument) => readonly CodeLens[] = () => [];

  provideCodeLens(document: LangiumDocument): CodeLens[] {
    return [...this.lensesOf(document)];
  }
}
