/** Links a whole file in one go: the default, which pauses at each node and walks through streams, is slower. */
import { Cancellation, DefaultLinker, interruptAndCheck, isAstNode, isReference } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import type { ChoreoDocument } from '../workspace/choreographies.ts';

export class ChoreoLinker extends DefaultLinker {
  override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
    const { header, declarations } = (document as ChoreoDocument).parseResult.value;
    if (header) this.linkBelow(header, document);
    for (const declaration of declarations) {
      await interruptAndCheck(cancelToken);
      this.linkBelow(declaration, document);
    }
  }

  private linkBelow(node: AstNode, document: LangiumDocument): void {
    // Langium's nodes are plain objects, so that this finds what `Object.entries` does, without making arrays.
    for (const property in node) {
      if (property.startsWith('$')) continue;
      const value: unknown = node[property as keyof AstNode];
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) {
        for (const element of value) if (isAstNode(element)) this.linkBelow(element, document);
      } else if (isReference(value)) {
        this.doLink({ reference: value, container: node, property }, document);
      } else if (isAstNode(value)) {
        this.linkBelow(value, document);
      }
    }
  }
}
