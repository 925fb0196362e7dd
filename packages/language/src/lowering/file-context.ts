/** The context for lowering one file: its text, and functions for names and places. */
import { AstUtils, GrammarUtils } from 'langium';
import type { AstNode, CstNode } from 'langium';
import type { Annotation, Range, Span } from '@choreo/model';
import type * as ast from '../generated/ast.ts';
import type { ChoreoDocument, Choreographies } from '../workspace/choreographies.ts';
import { docBefore } from './doc-comment.ts';
import { partOfProperty } from '../parser/property-part.ts';

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export class FileContext {
  readonly uri: string;
  readonly #text: string;
  readonly #hasDocs: boolean;
  readonly #groupKey: string;
  readonly #choreographies: Choreographies;
  readonly #prefixes = new Map<AstNode, string>();

  constructor(document: ChoreoDocument, choreographies: Choreographies) {
    this.uri = document.uri.toString();
    this.#text = document.textDocument.getText();
    this.#hasDocs = this.#text.includes('/**');
    this.#choreographies = choreographies;
    this.#groupKey = choreographies.groupOf(document).key;
  }

  /** The bare name of a declaration of this choreography; `Billing.Invoiced` for one of a used choreography. */
  idOf(declaration: AstNode & { readonly name?: string }): string {
    const file = declaration.$container ?? declaration;
    let prefix = this.#prefixes.get(file);
    if (prefix === undefined) {
      const group = this.#choreographies.groupOf(AstUtils.getDocument(declaration));
      prefix = group.key === this.#groupKey ? '' : `${group.name}.`;
      this.#prefixes.set(file, prefix);
    }
    return prefix + (declaration.name ?? '');
  }

  span(cst: CstNode | undefined): Span {
    return { uri: this.uri, range: cst?.range ?? nowhere };
  }

  spanOf(node: AstNode | undefined): Span {
    return this.span(node?.$cstNode);
  }

  propertySpan(node: AstNode, property: string): Span {
    return this.span(partOfProperty(node, property) ?? node.$cstNode);
  }

  keywordSpan(node: AstNode, keyword: string): Span {
    return this.span(GrammarUtils.findNodeForKeyword(node.$cstNode, keyword) ?? node.$cstNode);
  }

  between(start: Span, end: Span): Span {
    return { uri: this.uri, range: { start: start.range.start, end: end.range.end } };
  }

  /** The declaration without the annotations before it. */
  bodySpan(node: AstNode & { readonly annotations: readonly ast.Annotation[] }): Span {
    const last = node.annotations.at(-1)?.$cstNode;
    const cst = node.$cstNode;
    if (!last || !cst) return this.span(cst);
    // The depth of the annotations depends on how the grammar nests its rules.
    for (let around = cst; ;) {
      const next = childrenOf(around).find(child => child.end > last.end);
      if (!next) return this.span(cst);
      if (next.offset >= last.end) return this.between(this.span(next), this.span(cst));
      around = next;
    }
  }

  /** The `doc` property of a node, to spread into an object; empty if there is no documentation. */
  docOf(node: AstNode): { readonly doc?: string } {
    if (!this.#hasDocs || !node.$cstNode) return {};
    const doc = docBefore(this.#text, node.$cstNode.offset);
    return doc ? { doc } : {};
  }

  annotations(node: { readonly annotations: readonly ast.Annotation[] }): readonly Annotation[] {
    return node.annotations.map(annotation => ({
      name: annotation.name ?? '',
      args: annotation.args.map(argumentValue),
      span: this.spanOf(annotation),
    }));
  }
}

function childrenOf(node: CstNode): readonly CstNode[] {
  return 'content' in node ? (node.content as readonly CstNode[]) : [];
}

function argumentValue(argument: ast.AnnotationArgument): string | number | boolean {
  if (argument.truth !== undefined) return argument.truth === 'true';
  if (argument.number !== undefined) return argument.negative ? -argument.number : argument.number;
  return argument.text ?? '';
}
