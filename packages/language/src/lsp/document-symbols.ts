/** The outline: declarations with their members, unlabelled reactions and schedules included. */
import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils, GrammarUtils } from 'langium';
import { DefaultDocumentSymbolProvider } from 'langium/lsp';
import type { DocumentSymbol } from 'vscode-languageserver';
import { isField, isReaction, isSchedule, isStateValue } from '../generated/ast.ts';

export class ChoreoDocumentSymbols extends DefaultDocumentSymbolProvider {
  protected override getSymbol(document: LangiumDocument, node: AstNode): DocumentSymbol[] {
    const cst = node.$cstNode;
    // The values of a state are in its detail. As separate symbols, they would hide the reactions.
    if (!cst || isStateValue(node)) return [];
    const unlabelled = (isReaction(node) && !node.label) || isSchedule(node);
    if (!unlabelled) {
      return super.getSymbol(document, node).map(symbol => ({ ...symbol, ...detailOf(node) }));
    }
    const place = GrammarUtils.findNodeForKeyword(cst, isReaction(node) ? 'on' : 'every') ?? cst;
    return [{ ...this.createSymbol(document, node, cst, place, this.nameProvider.getName(node)), ...detailOf(node) }];
  }

  protected override getChildSymbols(document: LangiumDocument, node: AstNode): DocumentSymbol[] | undefined {
    if (isReaction(node) || isField(node)) return undefined;
    const children = AstUtils.streamContents(node)
      .flatMap(child => this.getSymbol(document, child))
      .toArray();
    return children.length > 0 ? children : undefined;
  }
}

function detailOf(node: AstNode): { readonly detail?: string } {
  if (isReaction(node)) return node.trigger?.$cstNode ? { detail: `on ${oneLine(node.trigger.$cstNode.text)}` } : {};
  if (isField(node)) return node.type?.$cstNode ? { detail: oneLine(node.type.$cstNode.text) } : {};
  return {};
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
