/**
 * Finds every place that names a declaration, for go to definition, find references, highlights and rename. In addition to
 * linked references, these are names in payloads, qualifiers before a dot, and declarations that share a name.
 */
import { AstUtils, CstUtils, DefaultReferences, DocumentState, GrammarUtils, isReference, stream } from 'langium';
import type {
  AstNode,
  CstNode,
  FindReferencesOptions,
  LangiumCoreServices,
  LangiumDocuments,
  LangiumSharedCoreServices,
  ReferenceDescription,
  Stream,
} from 'langium';
import { isEnumValue, isField, isHeader, isScenario } from '../generated/ast.ts';
import type { Header } from '../generated/ast.ts';
import { partOfProperty } from '../parser/property-part.ts';
import type { ChoreoDocument, Choreographies, Group } from '../workspace/choreographies.ts';
import { payloadNameAt, payloadNamesOf } from './payload-names.ts';
import { SharedNames } from './shared-names.ts';

/** An occurrence of a name in the text. */
export interface Occurrence {
  readonly document: ChoreoDocument;
  readonly part: CstNode;
  /** The node that contains the name. */
  readonly node: AstNode;
  /** The declaration: undefined, or the first of the declarations that share the name. */
  readonly target: AstNode | undefined;
  readonly declares: boolean;
}

/** The services that it needs. Declared here, since the type of all services includes this one. */
type ReferenceServices = Omit<LangiumCoreServices, 'shared'> & {
  readonly shared: LangiumSharedCoreServices & {
    readonly workspace: { readonly Choreographies: Choreographies };
  };
};

export class ChoreoReferences extends DefaultReferences {
  readonly #choreographies: Choreographies;
  readonly #allDocuments: LangiumDocuments;
  #shared: SharedNames | undefined;

  constructor(services: ReferenceServices) {
    super(services as LangiumCoreServices);
    this.#choreographies = services.shared.workspace.Choreographies;
    this.#allDocuments = services.shared.workspace.LangiumDocuments;
    const forget = () => {
      this.#shared = undefined;
    };
    services.shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.Linked, forget);
    services.shared.workspace.DocumentBuilder.onUpdate(forget);
  }

  /** The declaration and all declarations that share its name. */
  sharing(declaration: AstNode): ReadonlySet<AstNode> {
    if (isHeader(declaration)) {
      const group = this.#choreographies.groupOf(AstUtils.getDocument(declaration));
      return new Set([declaration, ...headersOf(group)]);
    }
    if (!isField(declaration)) return new Set([declaration]);
    this.#shared ??= new SharedNames(this.#choreographies);
    return this.#shared.of(declaration);
  }

  /** All occurrences of the declaration or of one that shares its name, in one file or in all. */
  occurrencesOf(declaration: AstNode, within?: ChoreoDocument): readonly Occurrence[] {
    const sharing = this.sharing(declaration);
    const documents = within ? [within] : (this.#allDocuments.all.toArray() as ChoreoDocument[]);
    const declared = [...sharing].flatMap(node => {
      const document = AstUtils.getDocument(node) as ChoreoDocument;
      return within && within !== document ? [] : this.#declarationIn(document, node);
    });
    const uses = documents.flatMap(document => [
      ...linkedIn(document),
      ...(isField(declaration) || isEnumValue(declaration) ? inPayloads(document) : []),
      ...(isHeader(declaration) ? this.#qualifiersIn(document) : []),
    ]);
    return [...declared, ...uses.filter(({ target }) => target !== undefined && sharing.has(target))];
  }

  /** All names in a file, including unknown ones, in text order. */
  occurrencesIn(document: ChoreoDocument): readonly Occurrence[] {
    const declared = AstUtils.streamAst(document.parseResult.value).flatMap(node =>
      this.#declarationIn(document, node),
    );
    const all = [...declared, ...linkedIn(document), ...inPayloads(document), ...this.#qualifiersIn(document)];
    return all.sort((a, b) => a.part.offset - b.part.offset);
  }

  override findDeclarations(source: CstNode): AstNode[] {
    const property = GrammarUtils.findAssignment(source)?.feature;
    const { astNode } = source;
    const inPayload = payloadNameAt(astNode);
    if (inPayload) return inPayload.property === property && inPayload.target ? [inPayload.target] : [];
    if (property === 'origin' || property === 'baseOrigin') {
      const header = this.#qualifying(astNode, property);
      return header ? [header] : [];
    }
    return super.findDeclarations(source);
  }

  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    const { documentUri, includeDeclaration } = options;
    const within = documentUri && (this.#allDocuments.getDocument(documentUri) as ChoreoDocument | undefined);
    const occurrences = this.occurrencesOf(target, within);
    return stream(occurrences.filter(({ declares }) => includeDeclaration || !declares)).map(one =>
      this.#describe(one),
    );
  }

  #describe({ document, part, node, target = node }: Occurrence): ReferenceDescription {
    const targetDocument = AstUtils.getDocument(target);
    return {
      sourceUri: document.uri,
      sourcePath: this.nodeLocator.getAstNodePath(node),
      targetUri: targetDocument.uri,
      targetPath: this.nodeLocator.getAstNodePath(target),
      segment: CstUtils.toDocumentSegment(part),
      local: targetDocument === document,
    };
  }

  #declarationIn(document: ChoreoDocument, node: AstNode): readonly Occurrence[] {
    const part = this.nameProvider.getNameNode(node);
    return part ? [{ document, part, node, target: node, declares: true }] : [];
  }

  #qualifiersIn(document: ChoreoDocument): readonly Occurrence[] {
    const occurrences: Occurrence[] = [];
    for (const node of AstUtils.streamAst(document.parseResult.value)) {
      for (const property of ['origin', 'baseOrigin'] as const) {
        const part = property in node ? partOfProperty(node, property) : undefined;
        if (part) {
          occurrences.push({ document, part, node, target: this.#qualifying(node, property), declares: false });
        }
      }
    }
    return occurrences;
  }

  /** The header of the choreography that is the qualifier here. */
  #qualifying(node: AstNode, property: 'origin' | 'baseOrigin'): Header | undefined {
    const name: unknown = Reflect.get(node, property);
    const group = this.#choreographies.groupOf(AstUtils.getDocument(node));
    const named = [group, ...this.#choreographies.usedBy(group)].find(other => other.name === name);
    return named && headersOf(named)[0];
  }
}

function headersOf(group: Group): readonly Header[] {
  return group.documents.flatMap(document => document.parseResult.value.header ?? []);
}

function linkedIn(document: ChoreoDocument): readonly Occurrence[] {
  return document.references.flatMap(reference => {
    const part = reference.$refNode;
    if (!isReference(reference) || !part) return [];
    return [{ document, part, node: part.astNode, target: reference.ref, declares: false }];
  });
}

function inPayloads(document: ChoreoDocument): readonly Occurrence[] {
  const scenarios = document.parseResult.value.declarations.filter(isScenario);
  return scenarios.flatMap(payloadNamesOf).flatMap(({ node, property, target }) => {
    const part = partOfProperty(node, property);
    return part ? [{ document, part, node, target, declares: false }] : [];
  });
}
