/** Describes the references of a file. Uses its linked references instead of visiting the whole tree. */
import { CstUtils, DefaultReferenceDescriptionProvider, UriUtils, isReference } from 'langium';
import type { LangiumDocument, ReferenceDescription } from 'langium';

export class ChoreoReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  override async createDescriptions(document: LangiumDocument): Promise<ReferenceDescription[]> {
    const { nodeLocator } = this;
    const descriptions: ReferenceDescription[] = [];
    for (const reference of document.references) {
      if (!isReference(reference)) continue;
      const target = reference.$nodeDescription;
      const source = reference.$refNode;
      if (!target || !source) continue;
      descriptions.push({
        sourceUri: document.uri,
        // Computed lazily, since building a path takes longer than finding a reference.
        get sourcePath() {
          return nodeLocator.getAstNodePath(source.astNode);
        },
        targetUri: target.documentUri,
        targetPath: target.path,
        segment: CstUtils.toDocumentSegment(source),
        local: UriUtils.equals(target.documentUri, document.uri),
      });
    }
    return descriptions;
  }
}
