/** Highlights the occurrences of the name at the cursor in the file, including other declarations that share it. */
import { CstUtils } from 'langium';
import type { LangiumDocument } from 'langium';
import { DefaultDocumentHighlightProvider } from 'langium/lsp';
import { DocumentHighlightKind } from 'vscode-languageserver';
import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';
import type { ChoreoReferences } from '../references/choreo-references.ts';
import type { ChoreoDocument } from '../workspace/choreographies.ts';
import { accessOf } from './navigation/roles.ts';

const kinds = { write: DocumentHighlightKind.Write, read: DocumentHighlightKind.Read } as const;

/** What emits a message or sets a value is highlighted as writing, what reacts to it or asks for it as reading. */
export class ChoreoHighlights extends DefaultDocumentHighlightProvider {
  /** Langium's default omits declarations if the linked one is in another file. */
  override getDocumentHighlight(document: LangiumDocument, params: DocumentHighlightParams): DocumentHighlight[] {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(params.position);
    const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    const declarations = leaf ? this.references.findDeclarations(leaf) : [];
    const references = this.references as ChoreoReferences;
    return declarations.flatMap(declaration =>
      references.occurrencesOf(declaration, document as ChoreoDocument).map(({ part, node, declares }) => {
        const access = declares ? undefined : accessOf(node);
        return { range: part.range, kind: access ? kinds[access] : DocumentHighlightKind.Text };
      }),
    );
  }
}
