/** Where each name of a file points, taken from its linked references instead of a walk through its whole tree. */
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
        // Only asked for when references are: a path takes longer to write than a reference to find.
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
