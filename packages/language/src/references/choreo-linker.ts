/** Links a whole file at once. Langium's default is slower, since it pauses at each node and uses streams. */
import {
  AstUtils,
  Cancellation,
  DefaultLinker,
  DocumentState,
  interruptAndCheck,
  isAstNode,
  isReference,
} from 'langium';
import type {
  AstNode,
  AstNodeDescription,
  LangiumCoreServices,
  LangiumDocument,
  LinkingError,
  ReferenceInfo,
} from 'langium';
import type { ChoreoServices } from '../choreo-services.ts';
import { startOf } from '../faults.ts';
import type { Faults } from '../faults.ts';
import type { ChoreoDocument } from '../workspace/choreographies.ts';

export class ChoreoLinker extends DefaultLinker {
  readonly #faults: Faults;

  constructor(services: ChoreoServices) {
    super(services as LangiumCoreServices);
    this.#faults = services.shared.Faults;
  }

  /** If a fault of Choreo prevents a lookup, the name is unknown. Langium would only write to the console. */
  override getCandidate(reference: ReferenceInfo): AstNodeDescription | LinkingError {
    const { container, reference: written } = reference;
    const start = startOf(AstUtils.getDocument(container).uri.toString());
    const find = () => super.getCandidate(reference);
    return this.#faults.attempt(`looking up \`${written.$refText}\``, start, find, fault => {
      this.#faults.keep(fault, DocumentState.Linked);
      return this.createLinkingError(reference);
    });
  }

  override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
    const { header, declarations } = (document as ChoreoDocument).parseResult.value;
    if (header) this.#linkBelow(header, document);
    for (const declaration of declarations) {
      await interruptAndCheck(cancelToken);
      this.#linkBelow(declaration, document);
    }
  }

  #linkBelow(node: AstNode, document: LangiumDocument): void {
    // Langium's nodes are plain objects, so this visits the same properties as `Object.entries`, without creating arrays.
    for (const property in node) {
      if (property.startsWith('$')) continue;
      const value: unknown = node[property as keyof AstNode];
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) {
        for (const element of value) if (isAstNode(element)) this.#linkBelow(element, document);
      } else if (isReference(value)) {
        this.doLink({ reference: value, container: node, property }, document);
      } else if (isAstNode(value)) {
        this.#linkBelow(value, document);
      }
    }
  }
}
