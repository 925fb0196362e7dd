/** Hover text: what each word means, be it a name, a keyword, an operator, a type, a duration or an annotation. */
import { CstUtils } from 'langium';
import type { LangiumDocument, LeafCstNode, Lexer } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import { isReaction } from '../../generated/ast.ts';
import type { Models } from '../../lowering/models.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import type { ChoreoReferences } from '../../references/choreo-references.ts';
import type { ChoreoDocument, Choreographies } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import type { RuleDocs } from '../rule-docs.ts';
import { contentsAt } from './contents-hover.ts';
import { DeclarationHover } from './declaration-hover.ts';
import { helpText, likelyHelpOn } from '../help/all-help.ts';
import { helpAt } from './help-hover.ts';
import { code } from './markdown.ts';

export class ChoreoHover implements HoverProvider {
  readonly #choreographies: Choreographies;
  readonly #declarations: DeclarationHover;
  readonly #docs: RuleDocs;
  readonly #lexer: Lexer;
  readonly #models: Models;
  readonly #references: ChoreoReferences;

  constructor(services: ChoreoLspServices) {
    this.#choreographies = services.shared.workspace.Choreographies;
    this.#declarations = new DeclarationHover(services);
    this.#docs = services.shared.lsp.RuleDocs;
    this.#lexer = services.parser.Lexer;
    this.#models = services.shared.lowering.Models;
    this.#references = services.references.References;
  }

  getHoverContent(document: LangiumDocument, { position }: HoverParams): Hover | undefined {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    const leaf = root && CstUtils.findLeafNodeAtOffset(root, offset);
    if (!leaf) return this.#unread(document, offset);
    if (leaf.hidden) return undefined;
    const text = this.#names(document as ChoreoDocument, leaf) ?? this.#help(leaf);
    return text === undefined ? undefined : { contents: { kind: 'markdown', value: text }, range: leaf.range };
  }

  #names(document: ChoreoDocument, leaf: LeafCstNode): string | undefined {
    const texts = this.#references.findDeclarations(leaf).map(node => this.#declarations.textOf(node));
    if (texts.length === 0) return undefined;
    const model = this.#models.of(this.#choreographies.groupOf(document));
    const contents = contentsAt(model, document.uri.toString(), leaf.range.start);
    return [...texts, ...(contents.length > 0 ? [contents.join('\n')] : [])].join('\n\n');
  }

  #help(leaf: LeafCstNode): string | undefined {
    const text = helpAt(leaf, this.#docs);
    const { astNode } = leaf;
    if (text === undefined || leaf.text !== 'on' || !isReaction(astNode) || astNode.label) return text;
    return `${text}\n\nThis reaction has no label, and is named ${code(reactionName(astNode))}.`;
  }

  /** What an error keeps from being read is in no tree. */
  #unread(document: LangiumDocument, offset: number): Hover | undefined {
    const token = this.#lexer
      .tokenize(document.textDocument.getText())
      .tokens.find(({ startOffset, image }) => startOffset <= offset && offset < startOffset + image.length);
    const help = token && likelyHelpOn(token.image);
    return help && { contents: { kind: 'markdown', value: helpText(help, this.#docs) } };
  }
}
