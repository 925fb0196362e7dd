/** Shows lenses above declarations. Their content comes from whoever knows it: verification, or the flow of messages. */
import type { LangiumDocument, MaybePromise } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import type { CodeLens } from 'vscode-languageserver';

export type LensSource = (document: LangiumDocument) => MaybePromise<readonly CodeLens[]>;

export class ChoreoCodeLenses implements CodeLensProvider {
  readonly #sources: LensSource[] = [];

  add(source: LensSource): void {
    this.#sources.push(source);
  }

  async provideCodeLens(document: LangiumDocument): Promise<CodeLens[]> {
    const lenses = await Promise.all(this.#sources.map(source => source(document)));
    return lenses.flat();
  }
}
