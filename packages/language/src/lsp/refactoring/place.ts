/** What is selected, with what a refactoring needs to know about it. */
import { AstUtils, URI } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import type { Choreography, Range } from '@choreo/model';
import type { Declaration, Reaction, Service, ServiceMember } from '../../generated/ast.ts';
import { isReaction, isService } from '../../generated/ast.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import type { Reaction as ModelReaction } from '@choreo/model';
import type { ChoreoReferences, Occurrence } from '../../references/choreo-references.ts';
import type { Diagnostic } from '../../validation/diagnostic.ts';
import type { EditContext } from '../../validation/fixes/edit-context.ts';
import { SourceText } from '../../validation/fixes/source-text.ts';
import type { ChoreoDocument, Group } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';

export class Place implements EditContext {
  readonly document: ChoreoDocument;
  readonly source: SourceText;
  /** Offsets of the selection, the same for a cursor. */
  readonly start: number;
  readonly end: number;
  /** The declaration around the selection. */
  readonly declaration: Declaration | undefined;
  readonly #services: ChoreoLspServices;
  readonly #sources = new Map<string, SourceText>();

  constructor(document: LangiumDocument, range: Range, services: ChoreoLspServices) {
    this.document = document as ChoreoDocument;
    this.#services = services;
    this.source = this.sourceOf(document.uri.toString());
    [this.start, this.end] = [this.source.offsetAt(range.start), this.source.offsetAt(range.end)];
    this.declaration = this.document.parseResult.value.declarations.find(one => this.isIn(one));
  }

  get isCursor(): boolean {
    return this.start === this.end;
  }

  get group(): Group {
    return this.#services.shared.workspace.Choreographies.groupOf(this.document);
  }

  get choreography(): Choreography {
    return this.#services.shared.lowering.Models.of(this.group);
  }

  get references(): ChoreoReferences {
    return this.#services.references.References;
  }

  /** All declarations of the choreography. */
  get declarations(): readonly Declaration[] {
    return this.group.documents.flatMap((document): readonly Declaration[] => document.parseResult.value.declarations);
  }

  readonly textOf = (uri: string): string =>
    this.#services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri))?.textDocument.getText() ?? '';

  sourceOf(uri: string): SourceText {
    const source = this.#sources.get(uri) ?? new SourceText(uri, this.textOf(uri));
    this.#sources.set(uri, source);
    return source;
  }

  /** The text of the file that holds this node. */
  sourceAround(node: AstNode): SourceText {
    return this.sourceOf(AstUtils.getDocument(node).uri.toString());
  }

  /** Whether the node surrounds the selection. */
  isIn({ $cstNode: cst }: AstNode): boolean {
    return cst !== undefined && cst.offset <= this.start && this.end <= cst.end;
  }

  /** Whether the selection has a part of the node, or the cursor is in it. */
  touches({ $cstNode: cst }: AstNode): boolean {
    if (!cst) return false;
    return this.isCursor
      ? cst.offset <= this.start && this.end <= cst.end
      : cst.offset < this.end && this.start < cst.end;
  }

  get service(): Service | undefined {
    return isService(this.declaration) ? this.declaration : undefined;
  }

  /** The members of a service that are selected. */
  get members(): readonly ServiceMember[] {
    return (this.service?.members ?? []).filter(member => this.touches(member));
  }

  /** The reaction whose head, from its label to its last clause, has the cursor, or the only one of which a part is selected. */
  get reaction(): Reaction | undefined {
    const [member, ...others] = this.members;
    if (!member || others.length > 0 || !isReaction(member)) return undefined;
    return this.start <= headEnd(member) || !this.isCursor ? member : undefined;
  }

  /** Of the model; undefined if it names something unknown. */
  modelOf(reaction: Reaction): ModelReaction | undefined {
    const service = this.choreography.participants.find(({ name }) => name === reaction.$container.name);
    const lowered = service?.reactions.find(({ name }) => name === reactionName(reaction));
    return lowered?.broken ? undefined : lowered;
  }

  /** What is reported about a declaration, wherever in it. */
  findingsIn({ $cstNode: cst }: AstNode): readonly Diagnostic[] {
    const uri = this.document.uri.toString();
    return this.#services.shared.validation.Checker.check(this.group).diagnostics.filter(({ span }) => {
      const start = this.source.offsetAt(span.range.start);
      return span.uri === uri && cst !== undefined && cst.offset <= start && start < cst.end;
    });
  }

  usesOf(declaration: AstNode): readonly Occurrence[] {
    return this.references.occurrencesOf(declaration).filter(({ declares }) => !declares);
  }

  /** Whether a message, type, enum or participant of the choreography or of those that it uses has the name. */
  isTaken(name: string): boolean {
    const { Choreographies } = this.#services.shared.workspace;
    const lent = Choreographies.usedBy(this.group).flatMap(({ documents }) => documents);
    return [...this.group.documents, ...lent].some(({ parseResult }) =>
      parseResult.value.declarations.some(declaration => declaration.name === name),
    );
  }
}

/** Where the clauses of a reaction end. */
export function headEnd({ clauses, trigger, $cstNode }: Reaction): number {
  return (clauses.at(-1) ?? trigger)?.$cstNode?.end ?? $cstNode?.end ?? 0;
}
