/** Highlights the occurrences of the name at the cursor in the file, including other declarations that share it. */
import { CstUtils } from 'langium';
import type { LangiumDocument } from 'langium';
import { DefaultDocumentHighlightProvider } from 'langium/lsp';
import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';

export class ChoreoHighlights extends DefaultDocumentHighlightProvider {
  /** Langium's default omits declarations if the linked one is in another file. */
  override getDocumentHighlight(document: LangiumDocument, params: DocumentHighlightParams): DocumentHighlight[] {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(params.position);
    const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    const declarations = leaf ? this.references.findDeclarations(leaf) : [];
    return declarations.flatMap(declaration =>
      this.references
        .findReferences(declaration, { documentUri: document.uri, includeDeclaration: true })
        .map(reference => this.createDocumentHighlight(reference))
        .toArray(),
    );
  }
}
