/** The places of a file that say the name at the cursor, other declarations that share it included. */
import { CstUtils } from 'langium';
import type { LangiumDocument } from 'langium';
import { DefaultDocumentHighlightProvider } from 'langium/lsp';
import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';

export class ChoreoHighlights extends DefaultDocumentHighlightProvider {
  /** The default leaves out declarations where the one that a name is linked to stands in another file. */
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
